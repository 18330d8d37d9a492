package dev.bailey.sidecar;

import dev.bailey.Bridge;
import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.call.EventLoop;
import dev.bailey.client.VertxTransport;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.http.CheckingHttp;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.ProblemRendering;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.Direction;
import dev.bailey.sidecar.admin.AdminHandler;
import dev.bailey.sidecar.admin.Health;
import dev.bailey.sidecar.admin.Metering;
import dev.bailey.sidecar.log.CallLines;
import dev.bailey.vertx.ConnectionLimit;
import dev.bailey.vertx.HttpEdge;
import dev.bailey.vertx.HttpEdgeOptions;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * The bridge as a process: its edges around it, from the start to the end of the drain. Its methods block and are for one
 * thread that is no event loop; each is called once, in their order.
 */
final class Sidecar {
    /** Of probes and Prometheus; not counted with the callers', who could otherwise lock them out. */
    private static final int ADMIN_CONNECTIONS = 64;

    /** What a page of the admin edge may still take when all else is over. */
    private static final Duration ADMIN_CLOSE = Duration.ofSeconds(1);

    private final BridgeConfig config;
    private final BridgeMetrics metrics;
    private final Vertx vertx = VertxRuntime.start();
    private final ExecutorService background = BackgroundThread.start();
    private final Bridge bridge;
    private final Health health;
    private final RpcEdges rpc;
    private final HttpEdge http;
    private final HttpEdge admin;

    Sidecar(BridgeConfig config) {
        this.config = config;
        Metering metering = new Metering(Version.current());
        metrics = metering.metrics();
        VertxEventLoops loops = VertxEventLoops.of(vertx);
        BytesInFlight bytes = new BytesInFlight(
                config.limits().bytesInFlight().bytes(Runtime.getRuntime().maxMemory()));
        bridge = Bridge.builder()
                .config(config)
                .bytesInFlight(bytes)
                .transport(new VertxTransport(vertx, loops, bytes))
                .metrics(metrics)
                .callLog(new CallLines())
                .build();
        health = new Health(bridge::services);
        ConnectionLimit connections = new ConnectionLimit(config.limits().connections());
        rpc = new RpcEdges(vertx, loops.all(), config, bridge, connections, metrics);
        http = httpEdge(loops.all(), connections);
        admin = adminEdge(loops.all(), metering.page(background));
    }

    private HttpEdge httpEdge(List<? extends EventLoop> loops, ConnectionLimit connections) {
        CallObserver refused = metrics.calls(BridgeMetrics.OTHER, Direction.FACADE);
        return new HttpEdge(
                vertx,
                loops,
                bridge.http(rpc.posts()),
                new HttpEdgeOptions(
                        config.limits(),
                        config.http().serverTiming(),
                        connections,
                        bridge.bytesInFlight(),
                        metrics.edge("http"),
                        refused));
    }

    private HttpEdge adminEdge(List<? extends EventLoop> loops, HttpHandler metricsPage) {
        HttpHandler pages = AdminHandler.of(health, config, metricsPage);
        HttpHandler checked = new CheckingHttp((int) config.limits().uri().bytes(), pages);
        return new HttpEdge(
                vertx,
                loops,
                new ProblemRendering(checked),
                new HttpEdgeOptions(
                        config.limits(),
                        /* serverTiming= */ false,
                        new ConnectionLimit(ADMIN_CONNECTIONS),
                        BytesInFlight.unlimited(),
                        metrics.edge("admin"),
                        CallObserver.NONE));
    }

    /**
     * Opens every door, health first: whoever looks while the others open learns that the start is not over.
     *
     * @throws CommandException if an address cannot be had
     */
    List<Listener> start() {
        List<Listener> open = new ArrayList<>();
        Listener health = listen("admin", admin, config.admin().listen());
        config.http().listen().forEach(address -> open.add(listen("http", http, address)));
        rpc.streams()
                .forEach(stream ->
                        open.add(listen("rpc", stream.address(), stream.edge().listen())));
        open.add(health);
        this.health.started();
        return open;
    }

    private static Listener listen(String edge, HttpEdge door, ListenAddress address) {
        return listen(edge, address, door.listen(List.of(address)).thenApply(real -> real.get(0)));
    }

    private static Listener listen(String edge, ListenAddress address, CompletionStage<ListenAddress> real) {
        try {
            return new Listener(edge, await(real));
        } catch (CompletionException e) {
            throw new CommandException("cannot listen on " + address + " (" + edge + "): " + reason(e));
        }
    }

    private static String reason(CompletionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /**
     * Lets everything end in good order: readiness goes at once, new callers after {@code drainDelay}, calls in flight
     * within {@code drainTimeout}.
     *
     * @return calls that were cut because the time was over
     */
    int drain() throws InterruptedException {
        health.draining();
        Thread.sleep(config.drainDelay().toMillis());
        CompletionStage<Integer> calls = rpc.close(config.drainTimeout());
        int cut = await(http.close(config.drainTimeout()).thenCombine(calls, Integer::sum));
        metrics.drainAborted(cut);
        return cut;
    }

    /** Closes what is left. */
    void close() {
        await(bridge.close());
        await(admin.close(ADMIN_CLOSE));
        await(vertx.close().toCompletionStage());
        background.shutdownNow();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
