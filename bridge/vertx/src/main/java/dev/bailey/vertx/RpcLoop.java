package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.EventLoop;
import dev.bailey.call.FailureKind;
import dev.bailey.call.HeldBytes;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.rpc.CallerCodec;
import dev.bailey.rpc.CallerFrame;
import dev.bailey.rpc.RpcExchange;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import java.util.concurrent.CompletableFuture;

/** What a JSON-RPC edge's connections of one event loop share. Used on that loop only. */
final class RpcLoop implements EdgeLoop {
    /** Serves nobody: calls that still come while the edge drains. */
    private static final RpcHandler SHUT = request -> CompletableFuture.completedFuture(
            new RpcReply.Failed(FailureKind.OVERLOADED.because("the bridge is shutting down")));

    /** Takes no calls: their bytes have no room. */
    private static final RpcHandler FULL =
            request -> CompletableFuture.completedFuture(new RpcReply.Failed(BytesInFlight.refusal()));

    private final EventLoop loop;
    private final RpcHandler handler;
    private final FramingPair framing;
    private final CallerCodec codec;
    private final RpcEdgeOptions options;
    private final OpenConnections connections;
    private final RecvByteBufAllocator readSizes = new SharedReads();
    private final byte[] readBuffer = new byte[SharedReads.LARGEST_READ];
    private final boolean flows;
    private final long frameTimeout;
    private final long writeTimeout;
    private final long idleTimeout;

    RpcLoop(EventLoop loop, RpcHandler handler, RpcEdgeConfig.Stream edge, RpcEdgeOptions options) {
        LimitsConfig limits = options.limits();
        this.loop = loop;
        this.handler = handler;
        this.framing = edge.framing();
        this.codec = CallerCodecs.of(edge, limits);
        this.options = options;
        this.flows = !isLengthFirst(framing.write());
        this.connections = new OpenConnections(loop, options.connections(), options.metrics());
        this.frameTimeout = limits.bodyTimeout().toNanos();
        this.writeTimeout = limits.writeTimeout().toNanos();
        this.idleTimeout = limits.rpcIdleTimeout().toNanos();
    }

    /** Whether a frame's length has to be known before it is written. */
    private static boolean isLengthFirst(Framing framing) {
        return switch (framing) {
            case CONTENT_LENGTH, NETSTRING, LENGTH_PREFIX -> true;
            case NEWLINE, CRLF, NUL, CONCATENATED -> false;
        };
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public EdgeConnection begin(Channel channel) {
        channel.config().setRecvByteBufAllocator(readSizes);
        return new CallerChannel(channel, readBuffer, (caller, ctx) -> new RpcConnection(this, caller, ctx))
                .connection();
    }

    @Override
    public OpenConnections connections() {
        return connections;
    }

    // ---- what connections share

    boolean isDraining() {
        return connections.isDraining();
    }

    CallerCodec codec() {
        return codec;
    }

    FramingPair framing() {
        return framing;
    }

    /** Sets a frame on its way, or refuses its calls when the edge drains. */
    RpcExchange start(CallerFrame frame) {
        return RpcExchange.start(frame, loop, isDraining() ? SHUT : handler, options.refused(), flows);
    }

    /** Answers a frame that there is no room for, call by call. */
    RpcExchange refuse(CallerFrame frame) {
        return RpcExchange.start(frame, loop, FULL, options.refused());
    }

    LimitsConfig limits() {
        return options.limits();
    }

    HeldBytes heldBytes() {
        return new HeldBytes(options.bytes());
    }

    int maxFrame() {
        return (int) Math.min(options.limits().requestBody().bytes(), Integer.MAX_VALUE / 4);
    }

    /** Calls at once on one connection. */
    int maxCalls() {
        return options.limits().callsPerConnection();
    }

    /** From a frame's first byte to its last. */
    long frameTimeout() {
        return frameTimeout;
    }

    long writeTimeout() {
        return writeTimeout;
    }

    long idleTimeout() {
        return isDraining() ? Math.min(HttpLoop.DRAIN_IDLE_NANOS, idleTimeout) : idleTimeout;
    }
}
