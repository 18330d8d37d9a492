package dev.bailey.client.framing;

/** A head that declares the payload's length in bytes, the payload, and what may stand behind it. */
abstract sealed class LengthFirstBoundary extends Boundary
        permits ContentLengthBoundary, NetstringBoundary, LengthPrefixBoundary {
    private boolean inPayload;
    private long declared = -1;
    private long remaining;

    LengthFirstBoundary() {}

    @Override
    final int find(byte[] bytes, int from, int to) throws FramingException {
        int at = inPayload ? from : head(bytes, from, to);
        if (!inPayload) {
            return at;
        }
        int end = at + (int) Math.min(remaining, to - at);
        payload(at, end);
        remaining -= end - at;
        return remaining > 0 ? end : behind(bytes, end, to);
    }

    private int behind(byte[] bytes, int from, int to) throws FramingException {
        int at = closing(bytes, from, to);
        if (at >= 0) {
            inPayload = false;
            declared = -1;
            end();
            return at;
        }
        return to;
    }

    /** Passes over bytes of a head; calls {@link #declare} and, at the head's end, {@link #payloadBegins}. */
    abstract int head(byte[] bytes, int from, int to) throws FramingException;

    /** The index after what stands behind a payload, or -1 if that has not come yet. */
    abstract int closing(byte[] bytes, int from, int to) throws FramingException;

    /** Whether bytes of a head have come and not all of it. */
    abstract boolean midHead();

    final void declare(long length) {
        declared = length;
    }

    final void payloadBegins() {
        inPayload = true;
        remaining = declared;
    }

    @Override
    public final long declared() {
        return declared;
    }

    @Override
    public final boolean midFrame() {
        return inPayload || midHead();
    }
}
