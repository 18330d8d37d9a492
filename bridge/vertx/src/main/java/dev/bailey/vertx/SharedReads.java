package dev.bailey.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Lets all connections of a loop read into one buffer. What is read is copied out at once, so sizes need not be guessed and
 * nothing is allocated. Used on its loop only.
 */
final class SharedReads extends DefaultMaxMessagesRecvByteBufAllocator {
    /** Bytes of one read. */
    static final int LARGEST_READ = 16 * 1024;

    private final ReusedBuffer buffer = new ReusedBuffer(LARGEST_READ);

    @SuppressWarnings("deprecation") // of the interface it is of; there is no other
    @Override
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return LARGEST_READ;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator others) {
                return buffer.take(others, LARGEST_READ);
            }
        };
    }
}
