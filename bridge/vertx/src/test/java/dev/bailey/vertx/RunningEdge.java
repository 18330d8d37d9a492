package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.http.HttpHandler;
import dev.bailey.metrics.EdgeMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An edge on real sockets, with two loops. After each test nothing may be left of it. */
final class RunningEdge implements AutoCloseable {
    static final ListenAddress ANY_PORT = new ListenAddress.Tcp("127.0.0.1", 0);

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final ConnectionLimit connections;
    final Semaphore rejected = new Semaphore(0);
    final Semaphore closed = new Semaphore(0);
    final HttpEdge edge;
    final List<ListenAddress> addresses;

    RunningEdge(HttpHandler handler, LimitsConfig limits, ListenAddress... listen) throws Exception {
        connections = new ConnectionLimit(limits.connections());
        HttpEdgeOptions options = new HttpEdgeOptions(
                limits, false, connections, BytesInFlight.unlimited(), new Metrics(), CallObserver.NONE);
        edge = new HttpEdge(vertx, NettyLoop.allOf(vertx), handler, options);
        addresses = get(edge.listen(List.of(listen)).toCompletableFuture());
    }

    static RunningEdge on(HttpHandler handler) throws Exception {
        return new RunningEdge(handler, LimitsConfig.DEFAULT, ANY_PORT);
    }

    static RunningEdge on(HttpHandler handler, LimitsConfig limits) throws Exception {
        return new RunningEdge(handler, limits, ANY_PORT);
    }

    ListenAddress.Tcp tcp() {
        return (ListenAddress.Tcp) addresses.get(0);
    }

    SocketCaller caller() throws Exception {
        return SocketCaller.on(addresses.get(0));
    }

    int cutAfter(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        return get(edge.close(timeout).toCompletableFuture());
    }

    static <T> T get(java.util.concurrent.Future<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(10, TimeUnit.SECONDS);
    }

    static void await(Semaphore events, int count) throws InterruptedException {
        if (!events.tryAcquire(count, 10, TimeUnit.SECONDS)) {
            throw new AssertionError("only " + events.availablePermits() + " of " + count + " happened");
        }
    }

    @Override
    public void close() {
        try {
            cutAfter(Duration.ofSeconds(5));
            get(vertx.close().toCompletionStage().toCompletableFuture());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the edge does not close", e);
        }
        if (connections.open() != 0) {
            throw new AssertionError(connections.open() + " connections are left");
        }
    }

    private final class Metrics implements EdgeMetrics {
        @Override
        public void connectionOpened() {}

        @Override
        public void connectionClosed() {
            closed.release();
        }

        @Override
        public void connectionRejected() {
            rejected.release();
        }
    }
}
