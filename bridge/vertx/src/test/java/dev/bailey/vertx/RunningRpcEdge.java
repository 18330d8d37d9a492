package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.metrics.EdgeMetrics;
import dev.bailey.rpc.RpcHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/** A JSON-RPC edge on a real socket, with two loops. After each test nothing may be left of it. */
final class RunningRpcEdge implements AutoCloseable {
    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final ConnectionLimit connections;
    final Semaphore rejected = new Semaphore(0);
    final Semaphore closed = new Semaphore(0);
    final RpcEdge edge;
    final ListenAddress address;
    private final FramingPair framing;

    RunningRpcEdge(RpcHandler handler, LimitsConfig limits, ListenAddress listen, FramingPair framing)
            throws Exception {
        this.framing = framing;
        connections = new ConnectionLimit(limits.connections());
        edge = new RpcEdge(
                vertx,
                VertxEventLoops.of(vertx).all(),
                handler,
                new RpcEdgeConfig.Stream(listen, framing, Optional.empty()),
                new RpcEdgeOptions(limits, connections, BytesInFlight.unlimited(), new Metrics(), CallObserver.NONE));
        address = RunningEdge.get(edge.listen().toCompletableFuture());
    }

    RunningRpcEdge(RpcHandler handler, LimitsConfig limits, ListenAddress listen) throws Exception {
        this(handler, limits, listen, FramingPair.DEFAULT);
    }

    static RunningRpcEdge on(RpcHandler handler) throws Exception {
        return new RunningRpcEdge(handler, LimitsConfig.DEFAULT, RunningEdge.ANY_PORT);
    }

    int port() {
        return ((ListenAddress.Tcp) address).port();
    }

    FrameCaller caller() throws IOException {
        return FrameCaller.on(address, framing);
    }

    CompletableFuture<Integer> close(Duration timeout) {
        return edge.close(timeout).toCompletableFuture();
    }

    @Override
    public void close() {
        try {
            RunningEdge.get(close(Duration.ofSeconds(5)));
            RunningEdge.get(vertx.close().toCompletionStage().toCompletableFuture());
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
