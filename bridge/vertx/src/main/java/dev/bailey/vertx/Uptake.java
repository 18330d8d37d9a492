package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.config.LimitsConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;

/**
 * Notices that a caller takes what it was given, before the kernel tells. Of a full send buffer, which may have grown to
 * megabytes, the kernel tells only once a third of it is free again, of a Unix socket's three quarters: too long for who reads
 * slowly, but steadily. It takes more as soon as there is any room, however. So what is left with Netty is offered to it from
 * time to time, and each byte that it takes shows that the caller reads. On the connection's loop.
 */
final class Uptake extends Timeout {
    /** Offers within the shortest time that a caller may take nothing. */
    private static final int OFFERS = 4;

    private final Channel channel;
    private final EventLoop loop;
    private final long periodNanos;
    private final Runnable taken;
    private long left;

    /** @param taken runs when the caller has taken some */
    Uptake(Channel channel, EventLoop loop, LimitsConfig limits, Runnable taken) {
        this.channel = channel;
        this.loop = loop;
        this.periodNanos =
                Math.min(limits.writeTimeout().toNanos(), limits.stallTimeout().toNanos()) / OFFERS;
        this.taken = taken;
    }

    /** Watches from now on, until nothing is left. */
    void watch() {
        if (!isScheduled()) {
            left = left();
            again();
        }
    }

    @Override
    protected void expire() {
        long before = left;
        offer();
        left = left();
        if (left < before) {
            taken.run();
        }
        again();
    }

    private void again() {
        if (left > 0) {
            loop.schedule(this, periodNanos);
        }
    }

    /** Netty itself would wait for the kernel to tell of room; its native transports know no other way. */
    private void offer() {
        if (channel.unsafe() instanceof NioUnsafe unsafe) {
            unsafe.forceFlush();
        }
    }

    /** What Netty holds, less what has gone of the piece that is going. */
    private long left() {
        ChannelOutboundBuffer held = channel.unsafe().outboundBuffer();
        return held == null ? 0 : held.totalPendingWriteBytes() - held.currentProgress();
    }
}
