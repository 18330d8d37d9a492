package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Outcome;
import dev.bailey.config.LimitsConfig;
import dev.bailey.http.HttpHandler;
import dev.bailey.metrics.EdgeMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A caller without a socket: what it sends is read when the connection reads, and time is virtual. */
final class FakeCaller {
    final VirtualLoop loop = new VirtualLoop();
    final List<Outcome> refused = new ArrayList<>();
    final ConnectionLimit connections = new ConnectionLimit(10);
    final CountedConnections counted = new CountedConnections();
    final HttpLoop shared;
    final EmbeddedChannel channel = new EmbeddedChannel();
    private final Queue<byte[]> unread = new ArrayDeque<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean finSent;

    FakeCaller(HttpHandler handler, LimitsConfig limits) {
        this(handler, limits, false);
    }

    FakeCaller(HttpHandler handler, LimitsConfig limits, boolean serverTiming) {
        this(handler, limits, serverTiming, BytesInFlight.unlimited());
    }

    FakeCaller(HttpHandler handler, LimitsConfig limits, BytesInFlight bytes) {
        this(handler, limits, false, bytes);
    }

    private FakeCaller(HttpHandler handler, LimitsConfig limits, boolean serverTiming, BytesInFlight bytes) {
        CallObserver observer = call -> refused.add(call.outcome());
        shared = new HttpLoop(
                loop, handler, new HttpEdgeOptions(limits, serverTiming, connections, bytes, counted, observer));
        shared.connections().accept(channel, shared::begin);
    }

    FakeCaller sends(String bytes) {
        return sends(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    FakeCaller sends(byte[] bytes) {
        unread.add(bytes);
        settle();
        return this;
    }

    /** A FIN after what was sent. */
    FakeCaller sendsNoMore() {
        finSent = true;
        settle();
        return this;
    }

    /** A RST. */
    FakeCaller resets() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        settle();
        return this;
    }

    /** Lets everything happen that can. */
    void settle() {
        boolean more;
        do {
            more = false;
            channel.runPendingTasks();
            if (!channel.isOpen() || !channel.config().isAutoRead()) {
                continue;
            }
            byte[] next = unread.poll();
            if (next != null) {
                channel.writeInbound(Unpooled.copiedBuffer(next));
                more = true;
            } else if (finSent) {
                finSent = false;
                channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
                more = true;
            }
        } while (more);
    }

    /** Whether the edge reads what is sent. */
    boolean isReadFrom() {
        return unread.isEmpty() && channel.config().isAutoRead();
    }

    boolean isClosed() {
        return !channel.isOpen();
    }

    /** Everything answered so far. */
    List<WireAnswer> answers() {
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            try {
                buffer.readBytes(received, buffer.readableBytes());
            } catch (IOException e) {
                throw new AssertionError(e);
            } finally {
                buffer.release();
            }
        }
        return WireAnswer.parse(received.toByteArray());
    }

    List<Integer> statuses() {
        return answers().stream().map(WireAnswer::status).toList();
    }

    /** Connections as the metrics see them. */
    static final class CountedConnections implements EdgeMetrics {
        int opened;
        int closed;
        int rejected;

        @Override
        public void connectionOpened() {
            opened++;
        }

        @Override
        public void connectionClosed() {
            closed++;
        }

        @Override
        public void connectionRejected() {
            rejected++;
        }
    }
}
