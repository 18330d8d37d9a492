package dev.bailey.client.framing;

/** Four bytes, big-endian and unsigned, then as many bytes of payload as they say. */
final class LengthPrefixBoundary extends LengthFirstBoundary {
    static final int PREFIX = Integer.BYTES;

    private int read;
    private long length;

    @Override
    int head(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && read < PREFIX) {
            length = (length << Byte.SIZE) | (bytes[at++] & 0xFF);
            read++;
        }
        if (read == PREFIX) {
            declare(length);
            payloadBegins();
            read = 0;
            length = 0;
        }
        return at;
    }

    @Override
    int closing(byte[] bytes, int from, int to) {
        return from;
    }

    @Override
    boolean midHead() {
        return read > 0;
    }
}
