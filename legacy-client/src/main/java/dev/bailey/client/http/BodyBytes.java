package dev.bailey.client.http;

import dev.bailey.http.Payload;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A body as it comes: collected, growing with what has come and not with what is announced, or handed on. */
final class BodyBytes {
    private static final byte[] NONE = new byte[0];

    private final int max;
    private byte[] bytes = NONE;
    private int most;
    private int length;
    private @Nullable BodySink sink;
    private long passedOn;

    /** @param max bytes, over which the body is refused */
    BodyBytes(int max) {
        this.max = max;
        this.most = max;
    }

    /** From now on bytes are handed on, and there is no limit. */
    void handOn(BodySink to) {
        sink = to;
    }

    boolean isHandedOn() {
        return sink != null;
    }

    /** Room that is taken by what is collected. */
    int held() {
        return bytes.length;
    }

    /** Bytes that have come, whether they are collected or not. */
    long come() {
        return length + passedOn;
    }

    /** So many bytes are to come: whether they fit is known before the first one. */
    void announced(long more) throws HttpException {
        if (sink == null && length + more > max) {
            throw HttpException.tooLarge("body", max);
        }
    }

    /** The whole body is to have so many bytes: no room is made beyond them. */
    void isOf(long total) throws HttpException {
        announced(total);
        most = (int) Math.min(most, total);
    }

    void take(Received in, int count) throws HttpException {
        if (sink != null) {
            int from = in.position;
            in.position += count;
            passedOn += count;
            sink.take(in.array, from, from + count);
            return;
        }
        announced(count);
        if (length + count > bytes.length) {
            long roomy = Math.max(length + (long) count, bytes.length + bytes.length / 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(most, roomy));
        }
        System.arraycopy(in.array, in.position, bytes, length, count);
        in.position += count;
        length += count;
    }

    Payload toPayload() {
        return Payload.of(bytes, 0, length);
    }
}
