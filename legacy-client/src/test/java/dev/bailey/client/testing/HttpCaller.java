package dev.bailey.client.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.OpenService;
import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.FailureKind;
import dev.bailey.client.VertxTransport;
import dev.bailey.client.loop.VertxEventLoop;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.metrics.ServiceGauges;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Calls one HTTP service through the real transport, from event loops of its own. */
public final class HttpCaller implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
    private static final Duration PLENTY = Duration.ofSeconds(10);

    private static final long MOST_ARRIVING = 64 << 20;

    private final Vertx vertx;
    private final VertxEventLoops loops;
    private final OpenService.Http service;
    private final CountingMetrics metrics = new CountingMetrics();
    private final AtomicBoolean wrongLoop = new AtomicBoolean();
    private final BytesInFlight arriving = new BytesInFlight(MOST_ARRIVING);

    private HttpCaller(ServiceConfig config, LimitsConfig limits, int loopCount) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loopCount));
        loops = VertxEventLoops.of(vertx);
        service = new VertxTransport(vertx, loops, arriving)
                .openHttp(config, config.urls().get(0), limits, metrics);
    }

    /** From one event loop, under the default limits. */
    public static HttpCaller of(ServiceConfig config) {
        return new HttpCaller(config, LimitsConfig.DEFAULT, 1);
    }

    public static HttpCaller of(ServiceConfig config, LimitsConfig limits, int loops) {
        return new HttpCaller(config, limits, loops);
    }

    /** A call under way. */
    public record Open(Call call, CompletableFuture<HttpReply> reply) {
        /** Its end, waited for. */
        public HttpReply end() throws Exception {
            return reply.get(PATIENCE, TimeUnit.NANOSECONDS);
        }

        /** The caller goes away. */
        public void cancel() {
            call.cancel(FailureKind.CLIENT_GONE.because("the caller went away"));
        }
    }

    /** Where answers are counted that are not whole yet. */
    public BytesInFlight arriving() {
        return arriving;
    }

    public Open get(String target) {
        return send("GET", target, Headers.NONE, "", PLENTY);
    }

    public Open get(String target, Duration deadline) {
        return send("GET", target, Headers.NONE, "", deadline);
    }

    public Open send(String verb, String target, Headers headers, String body) {
        return send(verb, target, headers, body, PLENTY);
    }

    public Open send(String verb, String target, Headers headers, String body, Duration deadline) {
        VertxEventLoop loop = loops.next();
        Call call = Call.on(loop);
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        HttpBody whole = HttpBody.of(Payload.of(body.getBytes(UTF_8)));
        loop.execute(() -> {
            call.startDeadline(deadline.toNanos());
            service.handle(new HttpCall(verb, target, 1, headers, whole, call))
                    .whenComplete((end, bug) -> ended(call, reply, end, bug));
        });
        return new Open(call, reply);
    }

    private void ended(Call call, CompletableFuture<HttpReply> reply, HttpReply end, Throwable bug) {
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

    public OpenService.Http service() {
        return service;
    }

    public CountingMetrics metrics() {
        return metrics;
    }

    /** Waits until the gauges say so. */
    public void await(String what, Predicate<ServiceGauges> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.test(metrics.gauges())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain waited for: " + what);
            }
            Thread.sleep(1);
        }
    }

    private static void finish(CompletionStage<Void> closing) {
        closing.toCompletableFuture().orTimeout(PATIENCE, TimeUnit.NANOSECONDS).join();
    }

    /** Closes the service and says what should not be: something left in flight, or a reply on a wrong loop. */
    @Override
    public void close() {
        finish(service.close());
        finish(vertx.close().toCompletionStage());
        ServiceGauges left = metrics.gauges();
        if (left.inFlight() != 0
                || left.activeConnections() + left.idleConnections() + left.connectingConnections() != 0
                || left.pending() != 0) {
            throw new AssertionError("left behind: " + left.inFlight() + " in flight, " + left.pending() + " pending");
        }
        if (wrongLoop.get()) {
            throw new AssertionError("a reply came on a loop that was not the call's");
        }
    }
}
