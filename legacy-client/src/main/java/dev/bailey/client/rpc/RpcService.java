package dev.bailey.client.rpc;

import dev.bailey.OpenService;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One address of a JSON-RPC service: a place in the pool, the request sent, its reply. One attempt, nothing repeated. */
public final class RpcService implements OpenService.Rpc {
    private final ConnectionPool<RpcConnection> pool;
    private final ServiceMetrics metrics;
    private final Supplier<CompletionStage<Void>> closing;

    /** @param closing what is to be closed after the pool */
    RpcService(ConnectionPool<RpcConnection> pool, ServiceMetrics metrics, Supplier<CompletionStage<Void>> closing) {
        this.pool = pool;
        this.metrics = metrics;
        this.closing = closing;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        return request.call().mayFlow()
                ? new FlowExchange(request, pool, metrics).start()
                : new Exchange(request, pool, metrics).start();
    }

    @Override
    public boolean up() {
        return pool.up();
    }

    @Override
    public CompletionStage<Void> close() {
        return pool.close().thenCompose(closed -> closing.get());
    }
}
