package dev.bailey.vertx;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Bytes of one connection that came and are not consumed yet. Those of the current read lie in an array that all connections
 * of a loop share; {@link #keep} moves what is left of them into one of the connection's own.
 */
final class Input {
    private static final byte[] NONE = new byte[0];

    byte[] array = NONE;
    int position;
    int limit;

    boolean isReadable() {
        return position < limit;
    }

    int readable() {
        return limit - position;
    }

    /** Adds the bytes of a read, by way of the shared array where nothing is left of earlier ones. */
    void add(ByteBuf read, byte[] shared) {
        int length = read.readableBytes();
        int left = readable();
        boolean fits = left == 0 && length <= shared.length;
        byte[] target = fits ? shared : Arrays.copyOfRange(array, position, position + left + length);
        read.readBytes(target, left, length);
        array = target;
        position = 0;
        limit = left + length;
    }

    /** To be called when the read is dealt with: leaves the shared array to others. */
    void keep(byte[] shared) {
        if (!isReadable()) {
            clear();
        } else if (array == shared) {
            array = Arrays.copyOfRange(shared, position, limit);
            limit -= position;
            position = 0;
        }
    }

    void clear() {
        array = NONE;
        position = 0;
        limit = 0;
    }
}
