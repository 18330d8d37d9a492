package dev.bailey.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/**
 * A direct buffer of one loop that is lent again as soon as it has come back, which is nearly always by the end of the read or
 * the flush that it was for. While it is out others come from the allocator. Used on its loop only.
 */
final class ReusedBuffer {
    private final ByteBuf buffer;

    /** @param capacity bytes; whoever needs more gets it from the allocator */
    ReusedBuffer(int capacity) {
        buffer = Unpooled.directBuffer(capacity, capacity);
    }

    /** An empty buffer with room for that many bytes, to be released like any other. */
    ByteBuf take(ByteBufAllocator others, int size) {
        if (size > buffer.maxCapacity() || buffer.refCnt() > 1) {
            return others.directBuffer(size);
        }
        return buffer.clear().retain();
    }
}
