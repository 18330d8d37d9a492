package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.client.VertxTransport;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.ConfigLoader;
import dev.bailey.flow.ByteFlow;
import dev.bailey.log.CallLine;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results that flow from a service on a socket through a host on Vert.x, and never end so that a cut one looks whole. */
@Timeout(120)
final class FlowingHostedIT {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final BlockingQueue<CallLine> log = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private int port;

    private Bridge serve(RawService service, String stall) throws Exception {
        open.add(service);
        Bridge bridge = Bridge.builder()
                .config(ConfigLoader.load("bailey.yaml", """
                        services: {s: {url: "tcp://127.0.0.1:%d"}}
                        routes: [{rpc: all, http: GET /all, service: s, stream: true}]
                        limits: {stallTimeout: %s}
                        log: {calls: all}
                        """.formatted(service.port(), stall), Map.of()))
                .transport(new VertxTransport(vertx, VertxEventLoops.of(vertx)))
                .callLog(log::add)
                .build();
        HttpServer server = vertx.createHttpServer().requestHandler(BaileyHandler.create(vertx, bridge));
        port = RunningEdge.get(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture())
                .actualPort();
        open.add(() -> {
            RunningBridge.eventually("the end of every call", () -> bridge.inFlight() == 0);
            RunningBridge.eventually(
                    "the return of every byte", () -> bridge.bytesInFlight().current() == 0);
            RunningEdge.get(bridge.close().toCompletableFuture());
        });
        return bridge;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        RunningEdge.get(vertx.close().toCompletionStage().toCompletableFuture());
    }

    private String outcome() throws InterruptedException {
        CallLine line = log.poll(20, TimeUnit.SECONDS);
        return line == null ? "nothing was logged" : line.outcome();
    }

    /** Sends a first part, and the second once the test has seen the first. */
    private static RawService inTwo(String first, String second, CountDownLatch seen) throws Exception {
        return new RawService(connection -> {
            for (long id = connection.request(); id > 0; id = connection.request()) {
                connection.sends(first);
                try {
                    seen.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                connection.sends(second.replace("$", Long.toString(id)));
            }
        });
    }

    @Test
    void whatHasComeIsPassedOnBeforeTheRestIsThere() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        serve(inTwo("{\"jsonrpc\":\"2.0\",\"result\":[1", ",2.50],\"id\":$}\n", seen), "10s");
        try (RawCaller caller = RawCaller.on(port).gets("/all")) {
            String head = caller.upTo("[1\r\n");
            assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
            assertTrue(head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked\r\n"), head);
            seen.countDown();
            assertEquals(",2.50]", new String(caller.chunks(), StandardCharsets.UTF_8));
            assertEquals("ok", outcome());
            // the connection serves another one
            assertTrue(caller.gets("/all").upTo("2.50]").contains("[1"));
        }
    }

    @Test
    void aResultThatBreaksOffDoesNotLookWhole() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        serve(inTwo("{\"jsonrpc\":\"2.0\",\"result\":[1", "}", seen), "10s");
        try (RawCaller caller = RawCaller.on(port).gets("/all")) {
            caller.upTo("[1\r\n");
            seen.countDown();
            assertFalse(caller.toTheEnd().text().contains("0\r\n\r\n"));
            assertEquals("bad_reply", outcome());
        }
    }

    @Test
    void aServiceThatStallsIsATimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        serve(inTwo("{\"jsonrpc\":\"2.0\",\"result\":[1", "", never), "200ms");
        try (RawCaller caller = RawCaller.on(port).gets("/all")) {
            assertTrue(caller.toTheEnd().text().endsWith("[1\r\n"));
            assertEquals("timeout", outcome());
        }
        never.countDown();
    }

    @Test
    void http2ResetsTheStreamOnly() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        serve(inTwo("{\"jsonrpc\":\"2.0\",\"result\":[1", "}", seen), "10s");
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest get = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/all"))
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<InputStream> answer = client.send(get, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        try (InputStream body = answer.body()) {
            assertEquals("[1", new String(body.readNBytes(2), StandardCharsets.UTF_8));
            seen.countDown();
            assertThrows(IOException.class, body::readAllBytes);
        }
        assertEquals("bad_reply", outcome());
    }

    @Test
    void aSlowReaderHoldsTheServiceBackAndWhoNeverReadsIsCutOff() throws Exception {
        int total = 64 << 20;
        byte[] piece = "[123456789,\"abcdefghijklmnop\"],".repeat(2048).getBytes(StandardCharsets.US_ASCII);
        AtomicLong sent = new AtomicLong();
        RawService service = new RawService(connection -> {
            connection.request();
            connection.sends("{\"jsonrpc\":\"2.0\",\"result\":[");
            while (sent.get() < total) {
                connection.sends(piece);
                sent.addAndGet(piece.length);
            }
        });
        Bridge bridge = serve(service, "1s");
        try (RawCaller caller = RawCaller.on(port, 16 * 1024).gets("/all")) {
            caller.head();
            assertEquals("client_gone", outcome());
            assertTrue(sent.get() < total / 2, () -> "the service could send " + sent);
            assertTrue(bridge.bytesInFlight().current() <= ByteFlow.MOST_HELD);
            assertFalse(caller.toTheEnd().text().endsWith("0\r\n\r\n"), "it looks whole");
        }
    }

    @Test
    void aCallerWhoGoesEndsTheFlow() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        serve(
                new RawService(connection -> {
                    connection.request();
                    connection.sends("{\"jsonrpc\":\"2.0\",\"result\":[1");
                    while (hungUp.getCount() > 0) {
                        try {
                            connection.sends(",1");
                        } catch (IOException closed) {
                            hungUp.countDown();
                        }
                    }
                }),
                "10s");
        try (RawCaller caller = RawCaller.on(port).gets("/all")) {
            caller.upTo("[1");
        }
        assertTrue(hungUp.await(20, TimeUnit.SECONDS));
        assertEquals("client_gone", outcome());
    }
}
