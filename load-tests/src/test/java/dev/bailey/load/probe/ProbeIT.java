package dev.bailey.load.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.PathTarget;
import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.Stream;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeIT {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final Probe probe = new Probe();

    @AfterEach
    void end() throws Exception {
        probe.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Target serving(Handler<HttpServerRequest> service) throws Exception {
        int port = vertx.createHttpServer()
                .requestHandler(service)
                .listen(0, "127.0.0.1")
                .map(server -> server.actualPort())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return target(port);
    }

    private static Target target(int port) {
        PathTarget path = new PathTarget(URI.create("http://127.0.0.1:" + port), List.of());
        return Target.builtIn(Budgets.DEFAULT).withPaths(Map.of(PathName.DIRECT, path));
    }

    private Recording run(Target target, double rate, Duration patience) throws InterruptedException {
        return probe.run(
                target, PathName.DIRECT, Stream.steady(rate, target.requests()), SECOND, Duration.ZERO, patience, 1);
    }

    @Test
    void everyCallIsMadeAndMeasured() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Recording seen = run(
                serving(request -> {
                    calls.incrementAndGet();
                    request.response().end("{}");
                }),
                300,
                Duration.ofSeconds(20));
        assertEquals(calls.get(), seen.answered());
        assertEquals(Map.of(), seen.errors());
        assertEquals(300.0, (double) seen.answered(), 60.0);
        assertEquals(seen.answered(), seen.latencies().getTotalCount());
        assertEquals(seen.answered(), seen.due());
    }

    @Test
    void waitingBehindAStallIsMeasured() throws Exception {
        // one event loop stands still for half a second; a closed loop would see one slow call
        AtomicInteger calls = new AtomicInteger();
        Recording seen = run(
                serving(request -> {
                    if (calls.incrementAndGet() == 20) {
                        long end = System.nanoTime() + 500_000_000L;
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                    }
                    request.response().end("{}");
                }),
                400,
                Duration.ofSeconds(20));
        long slow = seen.latencies().getCountBetweenValues(200_000_000L, 60_000_000_000L);
        assertTrue(slow > 50, slow + " calls waited for 200 ms and more");
    }

    @Test
    void whatIsNotAnsweredAsExpectedIsCountedByReason() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Recording seen = run(
                serving(request -> {
                    switch (calls.incrementAndGet() % 3) {
                        case 0 -> request.response().setStatusCode(503).end();
                        case 1 -> request.connection().close();
                        default -> request.response().end("{}");
                    }
                }),
                100,
                Duration.ofSeconds(20));
        assertTrue(seen.errors().getOrDefault("status 503", 0) > 5, "" + seen.errors());
        assertTrue(seen.errors().getOrDefault("connection lost", 0) > 5, "" + seen.errors());
        assertEquals(seen.due(), seen.answered() + seen.failed());
    }

    @Test
    void whatIsNeverAnsweredIsGivenUp() throws Exception {
        Recording seen = run(serving(request -> {}), 50, Duration.ofMillis(200));
        assertEquals(0, seen.answered());
        assertEquals(seen.due(), seen.failed());
        assertTrue(seen.errors().containsKey("unanswered when the block ended"), "" + seen.errors());
    }

    @Test
    void nobodyThereIsAFailureToo() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Recording seen = run(target(port), 50, Duration.ofSeconds(20));
        assertEquals(seen.due(), seen.failed());
        assertTrue(seen.errors().containsKey("no connection"), "" + seen.errors());
    }
}
