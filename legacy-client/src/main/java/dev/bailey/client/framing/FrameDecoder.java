package dev.bailey.client.framing;

import org.jspecify.annotations.Nullable;

/**
 * Takes bytes as they come and gives whole frames, one direction of one connection.
 *
 * <p>Pull style, so that a reader can stop in mid-chunk: {@link #append} a chunk, then {@link #next} until it gives
 * null. Each byte is looked at once, however the flow is split, and memory for an unfinished frame grows with what has
 * come (at most twice that), never with what a head declares. Used from one thread at a time.
 */
public interface FrameDecoder {
    /**
     * Takes the bytes from {@code from} up to, not including, {@code to}. They are borrowed: the array must stay as it
     * is until {@link #next} has given null or thrown, or until {@link #keep}. After a failure they are ignored.
     */
    void append(byte[] bytes, int from, int to);

    /**
     * The next whole frame's payload, without head, delimiter or, in line framings, blanks before it: an array of its
     * own, exactly as long as the payload.
     *
     * @return null when more bytes are needed
     * @throws FramingException when the flow is broken here; every later call throws the same again
     */
    byte @Nullable [] next() throws FramingException;

    /** Copies what is still borrowed, for a reader that stops in mid-chunk and wants its array back. */
    void keep();

    /** Whether a frame, or its head, has begun and is not whole. Blanks between frames begin nothing. */
    boolean midFrame();

    /**
     * A copy of what has come of the unfinished frame's payload, at most the frame limit, to find the id of a reply
     * that was cut off; after a failure, of the frame that failed. Empty when nothing has.
     */
    byte[] partial();

    /** Room taken now, borrowed bytes too: by the unfinished frame, filled or not, and by what was not looked at yet. */
    long held();
}
