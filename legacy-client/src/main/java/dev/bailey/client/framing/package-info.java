/**
 * How messages are told apart on a stream of bytes, for both ways and both ends: replies from services and requests
 * from callers.
 *
 * <p>{@link dev.bailey.client.framing.Framings} is the door. A framing is one {@link
 * dev.bailey.client.framing.Boundary}, which finds where frames start and end and keeps no bytes, and one {@link
 * dev.bailey.client.framing.FrameEncoder}. One decoder collects for all of them; a reader that passes payload on before
 * its frame is whole uses the boundary alone.
 */
@NullMarked
package dev.bailey.client.framing;

import org.jspecify.annotations.NullMarked;
