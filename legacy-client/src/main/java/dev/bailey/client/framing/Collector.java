package dev.bailey.client.framing;

import java.util.ArrayList;
import java.util.List;

/**
 * The payload of one unfinished frame, as far as it has come. Room grows with what comes, not with what is declared, by a piece at a
 * time: what has come is copied once more, when the frame is whole, and never on the way.
 */
final class Collector {
    private static final byte[] NOTHING = {};
    private static final int LEAST = 128;
    private static final int MOST = 256 * 1024;

    /** All of them full, save the last. */
    private final List<byte[]> pieces = new ArrayList<>(1);

    private byte[] last = NOTHING;
    private int lastSize;
    private int size;
    private int capacity;

    int size() {
        return size;
    }

    int capacity() {
        return capacity;
    }

    /** Takes {@code bytes[from, to)}; {@code most} is what the whole can come to, so that no room beyond is made. */
    void add(byte[] bytes, int from, int to, long most) {
        int fits = Math.min(to - from, last.length - lastSize);
        append(bytes, from, from + fits);
        if (from + fits < to) {
            grow(to - from - fits, most);
            append(bytes, from + fits, to);
        }
    }

    private void append(byte[] bytes, int from, int to) {
        System.arraycopy(bytes, from, last, lastSize, to - from);
        lastSize += to - from;
        size += to - from;
    }

    /** A piece more: half as much as there is, as far as it can be needed at all. */
    private void grow(int needed, long most) {
        int roomy = Math.min(MOST, Math.max(LEAST, size / 2));
        last = new byte[(int) Math.max(needed, Math.min(roomy, most - size))];
        lastSize = 0;
        pieces.add(last);
        capacity += last.length;
    }

    /** The whole payload, exactly sized: what was collected, then {@code bytes[from, to)}, less {@code tail} bytes. */
    byte[] finish(byte[] bytes, int from, int to, int tail) {
        int total = size + (to - from) - tail;
        byte[] frame = new byte[total];
        int collected = Math.min(size, total);
        copyTo(frame, collected);
        System.arraycopy(bytes, from, frame, collected, total - collected);
        clear();
        return frame;
    }

    byte[] copy(int most) {
        byte[] copy = new byte[Math.min(size, most)];
        copyTo(copy, copy.length);
        return copy;
    }

    private void copyTo(byte[] target, int length) {
        int at = 0;
        for (byte[] piece : pieces) {
            int part = Math.min(piece.length, length - at);
            System.arraycopy(piece, 0, target, at, part);
            at += part;
        }
    }

    private void clear() {
        if (size > 0) {
            // dropped, not reused: one big frame must not hold its room for the life of an idle connection
            pieces.clear();
            last = NOTHING;
            lastSize = 0;
            size = 0;
            capacity = 0;
        }
    }
}
