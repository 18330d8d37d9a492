/** A caller of our own: open loop, nanosecond clock; each call counts from when it was due. */
@NullMarked
package dev.bailey.load.probe;

import org.jspecify.annotations.NullMarked;
