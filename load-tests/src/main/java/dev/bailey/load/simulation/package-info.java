/** Gatling's part: the high load, in the same blocks as the probe. */
@NullMarked
package dev.bailey.load.simulation;

import org.jspecify.annotations.NullMarked;
