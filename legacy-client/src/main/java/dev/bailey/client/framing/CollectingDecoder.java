package dev.bailey.client.framing;

import dev.bailey.client.framing.FramingException.Reason;
import org.jspecify.annotations.Nullable;

/** Collects whole frames of any framing, up to a limit. */
final class CollectingDecoder implements FrameDecoder {
    private final Boundary boundary;
    private final int maxFrame;
    private final Unread unread = new Unread();
    private final Collector collector = new Collector();
    private @Nullable FramingException failure;

    CollectingDecoder(Boundary boundary, int maxFrame) {
        if (maxFrame < 1) {
            throw new IllegalArgumentException("maxFrame must be at least 1 byte, not " + maxFrame);
        }
        this.boundary = boundary;
        this.maxFrame = maxFrame;
    }

    @Override
    public void append(byte[] bytes, int from, int to) {
        if (failure == null) {
            unread.add(bytes, from, to);
        }
    }

    @Override
    public byte @Nullable [] next() throws FramingException {
        if (failure != null) {
            throw failure;
        }
        try {
            while (unread.size() > 0) {
                unread.readUpTo(boundary.scan(unread.bytes(), unread.from(), unread.to()));
                checkSize();
                if (boundary.whole()) {
                    return collector.finish(
                            unread.bytes(), boundary.payloadFrom(), boundary.payloadTo(), boundary.tail());
                }
                collect(boundary.payloadTo() - boundary.payloadFrom());
            }
        } catch (FramingException e) {
            fail(e);
            throw e;
        }
        unread.clear();
        return null;
    }

    private void checkSize() throws FramingException {
        int piece = boundary.payloadTo() - boundary.payloadFrom();
        // a long, for the sum may pass the biggest int
        long come = (long) collector.size() + piece - boundary.tail();
        if (Math.max(come, boundary.declared()) > maxFrame) {
            throw new FramingException(
                    Reason.TOO_LARGE,
                    "frame over the limit of " + maxFrame + " bytes, known by byte " + boundary.passed());
        }
    }

    private void collect(int length) {
        if (length > 0) {
            int from = boundary.payloadFrom();
            collector.add(unread.bytes(), from, from + length, mostToCome());
        }
    }

    private long mostToCome() {
        return boundary.declared() >= 0 ? boundary.declared() : (long) maxFrame + boundary.tail();
    }

    /** Keeps of the failed frame what may be kept, for its id; the rest is not looked at any more. */
    private void fail(FramingException e) {
        failure = e;
        collect(Math.min(boundary.payloadTo() - boundary.payloadFrom(), maxFrame - collector.size()));
        unread.clear();
    }

    @Override
    public void keep() {
        unread.keep();
    }

    @Override
    public boolean midFrame() {
        return boundary.midFrame();
    }

    @Override
    public byte[] partial() {
        return collector.copy(maxFrame);
    }

    @Override
    public long held() {
        return (long) collector.capacity() + unread.size();
    }
}
