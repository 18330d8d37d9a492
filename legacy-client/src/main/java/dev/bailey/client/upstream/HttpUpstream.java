package dev.bailey.client.upstream;

import dev.bailey.OpenService;
import dev.bailey.call.FailureException;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.metrics.ServiceMetrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One address of a service that speaks HTTP: a place in the pool, the request sent, its answer. One attempt, no repeats. */
public final class HttpUpstream implements OpenService.Http {
    private final ConnectionPool<UpstreamConnection> pool;
    private final int maxBody;
    private final ServiceMetrics metrics;
    private final Supplier<CompletionStage<Void>> closing;

    /**
     * @param maxBody bytes of a request's body
     * @param closing what is to be closed after the pool
     */
    HttpUpstream(
            ConnectionPool<UpstreamConnection> pool,
            int maxBody,
            ServiceMetrics metrics,
            Supplier<CompletionStage<Void>> closing) {
        this.pool = pool;
        this.maxBody = maxBody;
        this.metrics = metrics;
        this.closing = closing;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (call.body().isEmpty()) {
            return send(call, Payload.EMPTY);
        }
        return call.body()
                .read(maxBody)
                .thenCompose(body -> send(call, body))
                .exceptionallyCompose(HttpUpstream::unread);
    }

    private CompletionStage<HttpReply> send(HttpCall call, Payload body) {
        return new HttpExchange(call, body, pool, metrics).start();
    }

    private static CompletionStage<HttpReply> unread(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return cause instanceof FailureException refused
                ? CompletableFuture.completedFuture(new HttpReply.Failed(refused.failure()))
                : CompletableFuture.failedFuture(cause);
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
