package dev.bailey.client.framing;

import dev.bailey.json.JsonWriter;

/** Four bytes of length, big-endian, then the payload. They are left open and filled in when it is known. */
final class LengthPrefixEncoder implements FrameEncoder {
    @Override
    public int begin(JsonWriter out) {
        int begun = out.size();
        head(out, 0);
        return begun;
    }

    @Override
    public void end(JsonWriter out, int begun) {
        int length = out.size() - begun - LengthPrefixBoundary.PREFIX;
        byte[] bytes = out.array();
        for (int i = 0; i < LengthPrefixBoundary.PREFIX; i++) {
            bytes[begun + i] = octet(length, i);
        }
    }

    @Override
    public void head(JsonWriter out, int length) {
        out.raw(new byte[] {octet(length, 0), octet(length, 1), octet(length, 2), octet(length, 3)});
    }

    @Override
    public void tail(JsonWriter out) {}

    private static byte octet(int length, int i) {
        return (byte) (length >>> (Integer.SIZE - Byte.SIZE * (i + 1)));
    }
}
