package dev.bailey.client.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bailey.json.JsonWriter;
import java.util.Arrays;

/** A head with the length in decimal, the payload, and a delimiter behind it where the framing has one. */
final class DecimalLengthEncoder implements FrameEncoder {
    private final byte[] beforeLength;
    private final byte[] afterLength;
    private final byte[] delimiter;

    DecimalLengthEncoder(String beforeLength, String afterLength, String delimiter) {
        this.beforeLength = beforeLength.getBytes(US_ASCII);
        this.afterLength = afterLength.getBytes(US_ASCII);
        this.delimiter = delimiter.getBytes(US_ASCII);
    }

    @Override
    public int begin(JsonWriter out) {
        return out.size();
    }

    @Override
    public void end(JsonWriter out, int begun) {
        int length = out.size() - begun;
        head(out, length);
        moveHead(out, begun, length);
        tail(out);
    }

    /** Brings the head, whose size was not known before, from behind the payload to its front: one move in place. */
    private static void moveHead(JsonWriter out, int begun, int length) {
        byte[] bytes = out.array();
        byte[] head = Arrays.copyOfRange(bytes, begun + length, out.size());
        System.arraycopy(bytes, begun, bytes, begun + head.length, length);
        System.arraycopy(head, 0, bytes, begun, head.length);
    }

    @Override
    public void head(JsonWriter out, int length) {
        out.raw(beforeLength).number(length).raw(afterLength);
    }

    @Override
    public void tail(JsonWriter out) {
        out.raw(delimiter);
    }
}
