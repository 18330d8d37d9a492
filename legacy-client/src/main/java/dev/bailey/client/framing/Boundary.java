package dev.bailey.client.framing;

import dev.bailey.client.framing.FramingException.Reason;

/**
 * Where the frames are in a flow of bytes: the state of one framing, one direction, one connection. It keeps no bytes
 * and knows no limit on payloads; who collects them does.
 *
 * <p>{@link #scan} passes over the bytes of a chunk up to the end of a frame or of the chunk, each byte once. What it
 * passed is at most one piece of payload, from {@link #payloadFrom} to {@link #payloadTo}, with head, blanks or
 * delimiter around it. Used from one thread at a time.
 */
public abstract sealed class Boundary
        permits NewlineBoundary, CrlfBoundary, NulBoundary, ConcatenatedBoundary, LengthFirstBoundary {
    private long passed;
    private int scannedFrom;
    private int payloadFrom;
    private int payloadTo;
    private boolean whole;

    Boundary() {}

    /**
     * Passes over bytes up to the end of a frame, or else up to {@code to}.
     *
     * @return the index after the last byte passed over
     * @throws FramingException reason MALFORMED, when a byte cannot stand where it stands; not to be used after it
     */
    public final int scan(byte[] bytes, int from, int to) throws FramingException {
        scannedFrom = from;
        payloadFrom = from;
        payloadTo = from;
        whole = false;
        int end = find(bytes, from, to);
        passed += end - from;
        return end;
    }

    /** Where the payload starts in what the last scan passed over. */
    public final int payloadFrom() {
        return payloadFrom;
    }

    /** Where the payload ends in what the last scan passed over; the same as its start if there was none. */
    public final int payloadTo() {
        return payloadTo;
    }

    /** Whether the last scan ended a frame. */
    public final boolean whole() {
        return whole;
    }

    /** How many bytes have been passed over since the connection began. */
    public final long passed() {
        return passed;
    }

    /**
     * How many of the last bytes given as payload of this frame belong to its delimiter, or may: a CR before a LF. Until
     * the frame is whole they are to be held back.
     */
    public int tail() {
        return 0;
    }

    /** The payload's length as its head declared it, in bytes; -1 where it is not known (yet). */
    public long declared() {
        return -1;
    }

    /** Whether a frame, or its head, has begun and is not whole. */
    public abstract boolean midFrame();

    /** {@link #scan} of one framing; says what it found through {@link #payload} and {@link #end}. */
    abstract int find(byte[] bytes, int from, int to) throws FramingException;

    final void payload(int from, int to) {
        payloadFrom = from;
        payloadTo = to;
    }

    final void end() {
        whole = true;
    }

    final FramingException malformed(String what, byte[] bytes, int at) {
        String hex = Integer.toHexString(0x100 | (bytes[at] & 0xFF)).substring(1);
        return malformed(what + ", not 0x" + hex, at);
    }

    final FramingException malformed(String what, int at) {
        return new FramingException(Reason.MALFORMED, what + " at byte " + (passed + at - scannedFrom));
    }

    /** The first byte from {@code from} on that is not JSON's whitespace (RFC 8259, section 2), or else {@code to}. */
    static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
