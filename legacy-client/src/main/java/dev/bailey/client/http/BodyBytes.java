package dev.bailey.client.http;

import dev.bailey.http.Payload;
import java.util.Arrays;

/** A body as it comes. Grows with what has come, not with what is announced. */
final class BodyBytes {
    private static final byte[] NONE = new byte[0];

    private final int max;
    private byte[] bytes = NONE;
    private int length;

    /** @param max bytes, over which the body is refused */
    BodyBytes(int max) {
        this.max = max;
    }

    int length() {
        return length;
    }

    /** So many bytes are to come: whether they fit is known before the first one. */
    void announced(long more) throws HttpException {
        if (length + more > max) {
            throw HttpException.tooLarge("body", max);
        }
    }

    void take(Received in, int count) throws HttpException {
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
