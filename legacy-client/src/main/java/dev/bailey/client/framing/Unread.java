package dev.bailey.client.framing;

/** What has come and was not looked at yet: borrowed while it is one chunk, copied once there are more. */
final class Unread {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int from;
    private int to;
    private boolean borrowed;

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int size() {
        return to - from;
    }

    void readUpTo(int index) {
        from = index;
    }

    void clear() {
        bytes = NOTHING;
        from = 0;
        to = 0;
        borrowed = false;
    }

    void add(byte[] chunk, int start, int end) {
        if (from == to) {
            bytes = chunk;
            from = start;
            to = end;
            borrowed = true;
            return;
        }
        reserve(end - start);
        System.arraycopy(chunk, start, bytes, to, end - start);
        to += end - start;
    }

    void keep() {
        if (from == to) {
            clear();
        } else if (borrowed) {
            move(size());
        }
    }

    private void reserve(int more) {
        if (borrowed || bytes.length - to < more) {
            // half as much again, so that many small chunks cost no more than a few copies of each byte
            move(Math.max(Math.addExact(size(), more), size() + size() / 2));
        }
    }

    private void move(int capacity) {
        byte[] own = new byte[capacity];
        System.arraycopy(bytes, from, own, 0, size());
        to = size();
        from = 0;
        bytes = own;
        borrowed = false;
    }
}
