package dev.bailey.client.framing;

/**
 * The other side broke the framing, so where the next frame starts is not known: the connection is of no more use.
 *
 * <p>The message says what and at which byte of the connection, counted from 0; it holds no bytes of the peer's except
 * one, in hex. It has no stack trace: it is about the wire, not about our code.
 */
public final class FramingException extends Exception {
    private final Reason reason;

    /** What was wrong, as far as a caller is told. */
    public enum Reason {
        /** A frame is, or says that it is, over the limit. */
        TOO_LARGE,
        /** These bytes are not this framing. */
        MALFORMED
    }

    FramingException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** What was wrong. */
    public Reason reason() {
        return reason;
    }
}
