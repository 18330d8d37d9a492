package dev.bailey.vertx;

/** Takes the bytes of a body. */
interface BodySink {
    /** Takes nothing: for what is left of a body that nobody wants. */
    BodySink NOWHERE = (array, offset, length) -> {};

    void take(byte[] array, int offset, int length);
}
