/** What runs when: blocks of one path each, interleaved in random order, and the rate that they run at. */
@NullMarked
package dev.bailey.load.plan;

import org.jspecify.annotations.NullMarked;
