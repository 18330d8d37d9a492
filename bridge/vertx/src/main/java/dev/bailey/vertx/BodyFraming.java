package dev.bailey.vertx;

/** Finds the bytes of a request's body among those of the connection, and its end (RFC 9112, sections 6.2 and 7.1). */
sealed interface BodyFraming permits FixedLength, ChunkedFraming {

    /**
     * Takes the input as far as the body goes.
     *
     * @return whether the body is complete; otherwise all of the input is consumed
     * @throws dev.bailey.call.FailureException when the framing is malformed
     */
    boolean decode(Input in, BodySink out);

    /** Bytes that are still to come at least, or {@link RequestHead#CHUNKED} when nobody knows. */
    long remaining();
}
