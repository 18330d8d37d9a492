package dev.bailey.vertx;

import dev.bailey.Bridge;
import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.client.VertxTransport;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.ListenAddress;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.http.HttpHandler;
import dev.bailey.log.CallLine;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The whole bridge between real sockets, with two loops. When it is closed nothing may be in flight, held or open. */
final class RunningBridge implements AutoCloseable {
    private static final ListenAddress ANY_PORT = new ListenAddress.Tcp("127.0.0.1", 0);

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final VertxEventLoops loops = VertxEventLoops.of(vertx);
    final LinkedBlockingQueue<CallLine> ended = new LinkedBlockingQueue<>();
    final Bridge bridge;
    final HttpEdge http;
    final int port;
    private final BridgeConfig config;
    private boolean cut;
    private final ConnectionLimit connections = new ConnectionLimit(1024);
    private final Map<Framing, RpcEdge> edges = new HashMap<>();

    /** @param yaml the whole file; {@code /rpc} is open to POSTs besides */
    RunningBridge(String yaml) throws Exception {
        config = ConfigLoader.load("test.yaml", yaml + "\nlog: {calls: all}\n", Map.of());
        bridge = Bridge.builder()
                .config(config)
                .transport(new VertxTransport(vertx, loops))
                .callLog(ended::add)
                .build();
        RpcEdgeConfig.Post post = new RpcEdgeConfig.Post("/rpc", Optional.empty());
        HttpHandler posts = new RpcPost(bridge.rpc(), post, config.limits(), CallObserver.NONE);
        http = new HttpEdge(
                vertx,
                loops.all(),
                bridge.http(Map.of("/rpc", posts)),
                new HttpEdgeOptions(
                        config.limits(),
                        false,
                        connections,
                        BytesInFlight.unlimited(),
                        new NoEdgeMetrics(),
                        CallObserver.NONE));
        ListenAddress.Tcp real = (ListenAddress.Tcp)
                RunningEdge.get(http.listen(List.of(ANY_PORT)).toCompletableFuture())
                        .get(0);
        port = real.port();
    }

    /** A caller over HTTP. */
    RawCaller caller() throws Exception {
        return RawCaller.on(port);
    }

    /** A caller over JSON-RPC in that framing. */
    RawCaller rpcCaller(Framing framing) throws Exception {
        RpcEdge edge = new RpcEdge(
                vertx,
                loops.all(),
                bridge.rpc(),
                new RpcEdgeConfig.Stream(ANY_PORT, new FramingPair(Framing.NEWLINE, framing), Optional.empty()),
                new RpcEdgeOptions(
                        config.limits(), connections, bridge.bytesInFlight(), new NoEdgeMetrics(), CallObserver.NONE));
        edges.put(framing, edge);
        ListenAddress.Tcp real =
                (ListenAddress.Tcp) RunningEdge.get(edge.listen().toCompletableFuture());
        return RawCaller.on(real.port());
    }

    /** How the next call ended: its outcome. */
    String outcome() throws InterruptedException {
        CallLine line = ended.poll(20, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no call has ended");
        }
        return line.outcome();
    }

    static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what + " does not come");
            }
            Thread.onSpinWait();
        }
    }

    private static void requireNothingCut(int calls) {
        if (calls > 0) {
            throw new AssertionError(calls + " calls did not end by themselves");
        }
    }

    /** Closes the HTTP edge; how many calls were cut. */
    int cutAfter(Duration timeout) throws Exception {
        cut = true;
        return RunningEdge.get(http.close(timeout).toCompletableFuture());
    }

    @Override
    public void close() {
        try {
            closeAll();
        } catch (Exception e) {
            throw new AssertionError("not all has closed", e);
        }
    }

    private void closeAll() throws Exception {
        for (RpcEdge edge : edges.values()) {
            requireNothingCut(RunningEdge.get(edge.close(Duration.ofSeconds(5)).toCompletableFuture()));
        }
        if (!cut) {
            requireNothingCut(cutAfter(Duration.ofSeconds(5)));
        }
        eventually("the end of every call", () -> bridge.inFlight() == 0);
        eventually("the return of every byte", () -> bridge.bytesInFlight().current() == 0);
        RunningEdge.get(bridge.close().toCompletableFuture());
        RunningEdge.get(vertx.close().toCompletionStage().toCompletableFuture());
        if (connections.open() != 0) {
            throw new AssertionError(connections.open() + " connections are left");
        }
    }
}
