package dev.bailey.client.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.OpenService;
import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.EventLoop;
import dev.bailey.call.FailureKind;
import dev.bailey.client.VertxTransport;
import dev.bailey.client.loop.VertxEventLoop;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.metrics.ServiceGauges;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Calls one service through the real transport, from event loops of its own. */
public final class RpcCaller implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private static final long MOST_ARRIVING = 64 << 20;

    private final Vertx vertx;
    private final VertxEventLoops loops;
    private final OpenService.Rpc service;
    private final CountingMetrics metrics = new CountingMetrics();
    private final AtomicBoolean wrongLoop = new AtomicBoolean();
    private final BytesInFlight arriving = new BytesInFlight(MOST_ARRIVING);

    private RpcCaller(ServiceConfig config, LimitsConfig limits, int loopCount) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loopCount));
        loops = VertxEventLoops.of(vertx);
        service = new VertxTransport(vertx, loops, arriving)
                .openRpc(config, config.urls().get(0), limits, metrics);
    }

    /** From one event loop, under the default limits. */
    public static RpcCaller of(ServiceConfig config) {
        return new RpcCaller(config, LimitsConfig.DEFAULT, 1);
    }

    public static RpcCaller of(ServiceConfig config, LimitsConfig limits, int loops) {
        return new RpcCaller(config, limits, loops);
    }

    /** A call under way. */
    public record Open(Call call, CompletableFuture<RpcReply> reply) {
        /** Its end, waited for. */
        public RpcReply end() throws Exception {
            return reply.get(PATIENCE, TimeUnit.NANOSECONDS);
        }

        /** The caller goes away. */
        public void cancel() {
            call.cancel(FailureKind.CLIENT_GONE.because("the caller went away"));
        }
    }

    /** A call with the service's own time. */
    public Open call(String method, String params) {
        return call(method, params, Duration.ofSeconds(10));
    }

    public Open call(String method, String params, Duration deadline) {
        return open(method, params, deadline, false);
    }

    /** A notification. */
    public Open tell(String method, String params) {
        return open(method, params, Duration.ofSeconds(10), true);
    }

    /** Where answers are counted that are not whole yet. */
    public BytesInFlight arriving() {
        return arriving;
    }

    /** A call whose bytes are counted there. */
    public Open callCounted(String method, String params, BytesInFlight bytes) {
        return open(method, params, Duration.ofSeconds(10), false, call -> call.countBytes(bytes));
    }

    private Open open(String method, String params, Duration deadline, boolean notification) {
        return open(method, params, deadline, notification, call -> {});
    }

    private Open open(String method, String params, Duration deadline, boolean notification, Consumer<Call> preparing) {
        VertxEventLoop loop = loops.next();
        Call call = Call.on(loop);
        CompletableFuture<RpcReply> reply = new CompletableFuture<>();
        RpcRequest request = new RpcRequest(RpcMethod.of(method), json(params), notification, call);
        loop.execute(() -> {
            preparing.accept(call);
            call.startDeadline(deadline.toNanos());
            service.handle(request).whenComplete((end, bug) -> ended(call, reply, end, bug));
        });
        return new Open(call, reply);
    }

    private void ended(Call call, CompletableFuture<RpcReply> reply, RpcReply end, Throwable bug) {
        call.stopDeadline();
        if (!call.loop().inLoop()) {
            wrongLoop.set(true);
        }
        if (bug == null) {
            reply.complete(end);
        } else {
            reply.completeExceptionally(bug);
        }
    }

    private static Json json(String params) {
        try {
            return params.isEmpty() ? Json.ABSENT : Json.parse(params.getBytes(UTF_8), JsonLimits.DEFAULT);
        } catch (JsonException e) {
            throw new IllegalArgumentException(params, e);
        }
    }

    public OpenService.Rpc service() {
        return service;
    }

    public CountingMetrics metrics() {
        return metrics;
    }

    public ServiceGauges gauges() {
        return metrics.gauges();
    }

    public EventLoop loop() {
        return loops.next();
    }

    /** Waits until the gauges say so. */
    public void await(String what, Predicate<ServiceGauges> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.test(gauges())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain waited for: " + what + ": " + seen());
            }
            Thread.sleep(1);
        }
    }

    private String seen() {
        ServiceGauges now = gauges();
        return now.inFlight() + " in flight, " + now.pending() + " pending, " + now.activeConnections() + " active, "
                + now.idleConnections() + " idle, " + now.connectingConnections() + " connecting";
    }

    private static void finish(CompletionStage<Void> closing) {
        closing.toCompletableFuture().orTimeout(PATIENCE, TimeUnit.NANOSECONDS).join();
    }

    /** Closes the service and says what should not be: something left in flight, or a reply on a wrong loop. */
    @Override
    public void close() {
        finish(service.close());
        finish(vertx.close().toCompletionStage());
        ServiceGauges left = gauges();
        if (left.inFlight() != 0
                || left.activeConnections() + left.idleConnections() + left.connectingConnections() != 0
                || left.pending() != 0) {
            throw new AssertionError("left behind: " + seen());
        }
        if (wrongLoop.get()) {
            throw new AssertionError("a reply came on a loop that was not the call's");
        }
    }
}
