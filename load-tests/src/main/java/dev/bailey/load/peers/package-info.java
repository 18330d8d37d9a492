/** Bailey against the peers that a user would pick instead: one backend for all, one peer after the other, ratios in one run. */
@NullMarked
package dev.bailey.load.peers;

import org.jspecify.annotations.NullMarked;
