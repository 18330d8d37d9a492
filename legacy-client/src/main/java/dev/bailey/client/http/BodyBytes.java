package dev.bailey.client.http;

import dev.bailey.http.Payload;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A body as it comes: collected, growing with what has come and not with what is announced, or handed on. */
final class BodyBytes {
    private static final byte[] NONE = new byte[0];

    private final int max;
    private byte[] bytes = NONE;
    private int length;
    private @Nullable BodySink sink;
    private long passedOn;

    /** @param max bytes, over which the body is refused */
    BodyBytes(int max) {
        this.max = max;
    }

    /** From now on bytes are handed on, and there is no limit. */
    void handOn(BodySink to) {
        sink = to;
    }

    boolean isHandedOn() {
        return sink != null;
    }

    /** Bytes that are collected. */
    int length() {
        return length;
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
            bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(length + (long) count, 2L * bytes.length)));
        }
        System.arraycopy(in.array, in.position, bytes, length, count);
        in.position += count;
        length += count;
    }

    Payload toPayload() {
        return Payload.of(bytes, 0, length);
    }
}
