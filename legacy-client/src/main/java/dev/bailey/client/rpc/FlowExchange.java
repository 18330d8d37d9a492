package dev.bailey.client.rpc;

import dev.bailey.call.EventLoop;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.flow.ByteFlow;
import dev.bailey.flow.Tap;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt whose result may flow: it has a connection of its own until the flow ends. */
final class FlowExchange extends Exchange {

    FlowExchange(RpcRequest request, ConnectionPool<RpcConnection> pool, ServiceMetrics metrics) {
        super(request, pool, metrics);
    }

    /** The flow that the result comes in from now on. On the connection's loop. */
    ByteFlow flowFrom(EventLoop connection, Tap tap, Duration stall) {
        return new ByteFlow(call(), connection, tap, ByteFlow.Side.SERVICE, stall);
    }

    @Override
    protected boolean wantsAllPlaces() {
        return true;
    }

    @Override
    protected void send(RpcConnection over) {
        over.sendFlow(this);
    }

    @Override
    protected @Nullable Runnable holderOf(RpcReply end) {
        return flow(end).<Runnable>map(flow -> flow::callCancelled).orElse(null);
    }

    @Override
    protected void dropped(RpcReply end) {
        flow(end).ifPresent(ByteFlow::cancel);
    }

    @Override
    protected long uncounted(RpcReply end) {
        return flow(end).isPresent() ? ByteFlow.MOST_HELD : super.uncounted(end);
    }

    private static Optional<ByteFlow> flow(RpcReply end) {
        return end instanceof RpcReply.Flowing flowing && flowing.result() instanceof ByteFlow flow
                ? Optional.of(flow)
                : Optional.empty();
    }
}
