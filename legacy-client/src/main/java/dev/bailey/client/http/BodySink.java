package dev.bailey.client.http;

/** Takes the bytes of a body as they come, instead of having them collected; and so without a limit. */
@FunctionalInterface
public interface BodySink {

    /** Takes {@code bytes[from, to)}; the array is given away. */
    void take(byte[] bytes, int from, int to);
}
