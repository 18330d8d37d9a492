/**
 * Bodies and results that flow: too large, or too slow, to be held whole. Every flow is a {@link
 * java.util.concurrent.Flow.Publisher} of byte buffers with these rules on top of those of Reactive Streams:
 *
 * <ul>
 *   <li>It is subscribed to once at most, on the loop of its call; all signals come there, and demand and cancellation are
 *       said there.
 *   <li>Each buffer has at least one byte and an accessible array, and belongs to the subscriber, who may change it.
 *   <li>{@code onComplete} means whole and good. {@code onError} brings a {@link dev.bailey.call.FailureException}: what came
 *       before it is not to be taken for the whole, by nobody.
 *   <li>Cancelling a flow, or its call, closes what it comes from.
 * </ul>
 */
@NullMarked
package dev.bailey.flow;

import org.jspecify.annotations.NullMarked;
