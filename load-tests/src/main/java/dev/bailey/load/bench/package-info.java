/** JMH: what the parts of a call cost, and what a whole one allocates. */
@NullMarked
package dev.bailey.load.bench;

import org.jspecify.annotations.NullMarked;
