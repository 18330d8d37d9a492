package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Outcome;
import dev.bailey.client.framing.FrameDecoder;
import dev.bailey.client.framing.FramingException;
import dev.bailey.client.framing.Framings;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.rpc.RpcHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A JSON-RPC caller without a socket: what it sends is read when the edge reads, and time is virtual. */
final class FakeRpcCaller {
    final VirtualLoop loop = new VirtualLoop();
    final List<Outcome> refused = new ArrayList<>();
    final ConnectionLimit connections = new ConnectionLimit(10);
    final BytesInFlight bytes = new BytesInFlight(64 << 20);
    final OpenConnections open;
    final EmbeddedChannel channel = new EmbeddedChannel();
    private final Framing framing;
    private final FrameDecoder decoder;
    private final Queue<byte[]> unread = new ArrayDeque<>();
    private int writes;
    private boolean finSent;

    FakeRpcCaller(RpcHandler handler, LimitsConfig limits, Framing framing) {
        CallObserver observer = call -> refused.add(call.outcome());
        RpcEdgeConfig.Stream edge = new RpcEdgeConfig.Stream(
                new ListenAddress.Tcp("127.0.0.1", 0), new FramingPair(framing, framing), Optional.empty());
        RpcLoop shared = new RpcLoop(
                loop, handler, edge, new RpcEdgeOptions(limits, connections, bytes, new NoEdgeMetrics(), observer));
        this.framing = framing;
        this.decoder = Framings.decoder(framing, 64 << 20);
        this.open = shared.connections();
        open.accept(channel, shared::begin);
    }

    static FakeRpcCaller of(RpcHandler handler) {
        return new FakeRpcCaller(handler, LimitsConfig.DEFAULT, Framing.NEWLINE);
    }

    /** A message in its frame. */
    FakeRpcCaller sends(String message) {
        return sendsRaw(FrameCaller.frame(framing, message.getBytes(StandardCharsets.UTF_8)));
    }

    FakeRpcCaller sendsRaw(String bytes) {
        return sendsRaw(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that come in one read. */
    FakeRpcCaller sendsRaw(byte[] bytes) {
        unread.add(bytes);
        settle();
        return this;
    }

    /** A FIN after what was sent. */
    FakeRpcCaller sendsNoMore() {
        finSent = true;
        settle();
        return this;
    }

    /** A RST. */
    FakeRpcCaller resets() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        settle();
        return this;
    }

    /** Lets everything happen that can. */
    void settle() {
        boolean more;
        do {
            loop.runTasks();
            channel.runPendingTasks();
            more = channel.isOpen() && channel.config().isAutoRead() && readNext();
        } while (more);
    }

    private boolean readNext() {
        byte[] next = unread.poll();
        if (next != null) {
            channel.writeInbound(Unpooled.copiedBuffer(next));
        } else if (finSent) {
            finSent = false;
            channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        } else {
            return false;
        }
        return true;
    }

    /** Whether the edge reads what is sent. */
    boolean isReadFrom() {
        return unread.isEmpty() && channel.config().isAutoRead();
    }

    boolean isClosed() {
        return !channel.isOpen();
    }

    /** Writes until now. */
    int writes() {
        return writes;
    }

    /** What has been answered since the last time. */
    List<String> answers() {
        settle();
        List<String> answers = new ArrayList<>();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            writes++;
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes).release();
            decoder.append(bytes, 0, bytes.length);
            decode(answers);
        }
        return answers;
    }

    private void decode(List<String> answers) {
        try {
            for (byte[] frame = decoder.next(); frame != null; frame = decoder.next()) {
                answers.add(new String(frame, StandardCharsets.UTF_8));
            }
        } catch (FramingException e) {
            throw new AssertionError("the edge broke the framing", e);
        }
    }
}
