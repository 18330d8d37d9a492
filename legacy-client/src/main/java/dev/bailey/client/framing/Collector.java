package dev.bailey.client.framing;

import java.util.Arrays;

/** The payload of one unfinished frame, as far as it has come. Room grows with what comes, not with what is declared. */
final class Collector {
    private static final byte[] NOTHING = {};
    private static final int LEAST = 128;

    private byte[] bytes = NOTHING;
    private int size;

    int size() {
        return size;
    }

    int capacity() {
        return bytes.length;
    }

    /** Takes {@code piece[from, to)}; {@code most} is what the whole can come to, so that no room beyond is made. */
    void add(byte[] piece, int from, int to, long most) {
        int needed = size + (to - from);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacityFor(needed, most));
        }
        System.arraycopy(piece, from, bytes, size, to - from);
        size = needed;
    }

    private int capacityFor(int needed, long most) {
        long roomy = Math.max(needed, Math.max(LEAST, bytes.length + (long) bytes.length / 2));
        return (int) Math.max(needed, Math.min(roomy, most));
    }

    /** The whole payload, exactly sized: what was collected, then {@code piece[from, to)}, less {@code tail} bytes. */
    byte[] finish(byte[] piece, int from, int to, int tail) {
        if (size == 0) {
            return Arrays.copyOfRange(piece, from, to - tail);
        }
        int total = size + (to - from) - tail;
        if (total == bytes.length) {
            return handOver(piece, from, total);
        }
        int collected = Math.min(size, total);
        byte[] frame = new byte[total];
        System.arraycopy(bytes, 0, frame, 0, collected);
        System.arraycopy(piece, from, frame, collected, total - collected);
        clear();
        return frame;
    }

    /** The collecting array itself, which the rest fills to the last byte: a big frame is not copied again. */
    private byte[] handOver(byte[] piece, int from, int total) {
        byte[] frame = bytes;
        if (total > size) {
            System.arraycopy(piece, from, frame, size, total - size);
        }
        clear();
        return frame;
    }

    byte[] copy(int most) {
        return Arrays.copyOf(bytes, Math.min(size, most));
    }

    private void clear() {
        // dropped, not reused: one big frame must not hold its room for the life of an idle connection
        bytes = NOTHING;
        size = 0;
    }
}
