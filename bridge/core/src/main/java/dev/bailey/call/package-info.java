/**
 * The life of one call: its deadline, its cancellation and its single outcome. Start at {@link dev.bailey.call.Call}; {@link
 * dev.bailey.call.FailureKind} is the one table that says which status and code a failure shows.
 */
@NullMarked
package dev.bailey.call;

import org.jspecify.annotations.NullMarked;
