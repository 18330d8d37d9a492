/** The log of calls: one bounded line for those that are worth one. */
@NullMarked
package dev.bailey.log;

import org.jspecify.annotations.NullMarked;
