package dev.bailey.client.framing;

import dev.bailey.json.JsonWriter;

/**
 * Writes frames of one framing, one behind the other in the same buffer. Without state: one serves all connections and
 * threads.
 *
 * <p>Payloads are not looked at: for line framings the caller has turned CR and LF into spaces ({@link
 * JsonWriter#oneLine}), and concatenated framing takes objects and arrays only.
 */
public sealed interface FrameEncoder permits DelimitingEncoder, LengthPrefixEncoder, DecimalLengthEncoder {
    /**
     * Starts a frame whose payload the caller then writes.
     *
     * @return what {@link #end} is to be given
     */
    int begin(JsonWriter out);

    /** Ends the frame that {@link #begin} started; everything written since is its payload. */
    void end(JsonWriter out, int begun);

    /** Writes what stands before a payload of so many bytes. */
    void head(JsonWriter out, int length);

    /** Writes what stands behind any payload. */
    void tail(JsonWriter out);

    /** Writes a whole frame around a payload that is there already. */
    default void encode(JsonWriter out, byte[] bytes, int offset, int length) {
        head(out, length);
        tail(out.raw(bytes, offset, length));
    }
}
