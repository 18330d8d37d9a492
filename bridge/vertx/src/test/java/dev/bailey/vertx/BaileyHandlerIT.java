package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.call.FailureKind;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.ListenAddress;
import dev.bailey.json.Json;
import dev.bailey.log.CallLine;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the table cannot tell of a host on Vert.x: time, loops, HTTP/2, large bodies, callers that go. */
final class BaileyHandlerIT {
    private static final String CONFIG = """
            services:
              ads: {url: "tcp://127.0.0.1:1"}
            defaults: {service: ads}
            routes:
              - {rpc: get, http: "GET /ads/{id}"}
              - {rpc: put, http: "PUT /ads", body: ad}
            limits: {bodyTimeout: %s, requestBody: 2MiB}
            """;
    private static final String PUT = "PUT /ads HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    private final BlockingQueue<CallLine> log = new LinkedBlockingQueue<>();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final List<Bridge> bridges = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        RunningEdge.get(vertx.close().toCompletionStage().toCompletableFuture());
        for (Bridge bridge : bridges) {
            assertEquals(0, bridge.inFlight());
            bridge.close();
        }
    }

    private BaileyHandler handler(RpcHandler code) {
        return handler(code, "10s");
    }

    private BaileyHandler handler(RpcHandler code, String bodyTimeout) {
        Bridge bridge = Bridge.builder()
                .config(ConfigLoader.load("bailey.yaml", CONFIG.formatted(bodyTimeout), Map.of()))
                .service("ads", code)
                .callLog(log::add)
                .build();
        bridges.add(bridge);
        return BaileyHandler.create(vertx, bridge);
    }

    private HttpServer server(RpcHandler code) throws Exception {
        return listening(vertx.createHttpServer().requestHandler(handler(code)));
    }

    private static HttpServer listening(HttpServer server)
            throws InterruptedException, ExecutionException, TimeoutException {
        return RunningEdge.get(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture());
    }

    private static SocketCaller caller(HttpServer server) throws Exception {
        return SocketCaller.on(new ListenAddress.Tcp("127.0.0.1", server.actualPort()));
    }

    private static HttpRequest.Builder to(HttpServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private CallLine logged() throws InterruptedException {
        CallLine line = log.poll(10, TimeUnit.SECONDS);
        return line == null ? new CallLine("", "", "nothing was logged", 0, "", 0, 0, "") : line;
    }

    private static CompletableFuture<RpcReply> echo(RpcRequest request) {
        return CompletableFuture.completedFuture(new RpcReply.Result(request.params()));
    }

    @Test
    void callsStayOnTheEventLoopThatTheyCameOn() throws Exception {
        BaileyHandler handler = handler(request -> CompletableFuture.completedFuture(
                new RpcReply.Result(Json.string(Thread.currentThread().getName()))));
        HttpServer server = listening(vertx.createHttpServer().requestHandler(request -> {
            request.response().putHeader("X-Loop", '"' + Thread.currentThread().getName() + '"');
            handler.handle(request);
        }));
        for (int i = 0; i < 4; i++) {
            try (SocketCaller caller = caller(server)) {
                WireAnswer answer =
                        caller.sends("GET /ads/7 HTTP/1.1\r\nHost: a\r\n\r\n").answer();
                assertTrue(answer.body().startsWith("\"vert.x-eventloop-thread-"), answer::toString);
                assertEquals(answer.header("X-Loop"), answer.body());
            }
        }
    }

    @Test
    void repliesFromOtherThreadsAndLargeBodiesBothWays() throws Exception {
        HttpServer server =
                server(request -> CompletableFuture.supplyAsync(() -> new RpcReply.Result(request.params())));
        String large = '"' + "é".repeat(900_000) + '"';
        HttpRequest put = to(server, "/ads")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(large))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals("{\"ad\":" + large + "}", answer.body());
    }

    @Test
    void http2TellsABodyWithoutAnyHeaderOfIt() throws Exception {
        HttpServer server = server(BaileyHandlerIT::echo);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        List<HttpRequest> requests = List.of(
                to(server, "/ads/6").build(), // goes up from HTTP/1.1
                to(server, "/ads/7").build(),
                to(server, "/ads")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream("\"long\"".getBytes(StandardCharsets.UTF_8))))
                        .build(),
                to(server, "/ads")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("[1]"))
                        .build(),
                to(server, "/none").build());
        List<String> answers = new ArrayList<>();
        for (HttpRequest request : requests) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(HttpClient.Version.HTTP_2, answer.version());
            answers.add(answer.statusCode() == 200 ? answer.body() : Integer.toString(answer.statusCode()));
        }
        assertEquals(List.of("{\"id\":\"6\"}", "{\"id\":\"7\"}", "{\"ad\":\"long\"}", "{\"ad\":[1]}", "404"), answers);
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsRefused() throws Exception {
        HttpServer server = listening(vertx.createHttpServer().requestHandler(handler(BaileyHandlerIT::echo, "200ms")));
        try (SocketCaller caller = caller(server)) {
            List<WireAnswer> answers =
                    caller.sends(PUT + "Content-Length: 5\r\n\r\n\"ab").answersToTheEnd();
            assertEquals(1, answers.size());
            assertEquals(408, answers.get(0).status());
            assertEquals("close", answers.get(0).header("Connection"));
        }
        assertEquals("bad_request", logged().outcome());
    }

    @Test
    void aMalformedChunkIsTheCallersMistake() throws Exception {
        try (SocketCaller caller = caller(server(BaileyHandlerIT::echo))) {
            List<WireAnswer> answers = caller.sends(PUT + "Transfer-Encoding: chunked\r\n\r\nzz\r\n1\r\n0\r\n\r\n")
                    .answersToTheEnd();
            assertEquals(1, answers.size());
            assertEquals(400, answers.get(0).status(), answers::toString);
            assertTrue(answers.get(0).body().contains("is malformed or broke off"), answers::toString);
        }
        assertEquals("bad_request", logged().outcome());
    }

    @Test
    void whatNobodyWantsOfABodyHoldsUpNothing() throws Exception {
        try (SocketCaller caller = caller(server(BaileyHandlerIT::echo))) {
            String unwanted = "PUT /none HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000);
            List<WireAnswer> answers =
                    caller.sends(unwanted + PUT + "Content-Length: 1\r\n\r\n1").answers(2);
            assertEquals(404, answers.get(0).status());
            assertEquals("{\"ad\":1}", answers.get(1).body());
        }
    }

    @Test
    void aBodyThatNobodyWantsAndThatDoesNotComeEndsTheConnection() throws Exception {
        try (SocketCaller caller = caller(server(BaileyHandlerIT::echo))) {
            List<WireAnswer> answers = caller.sends("PUT /none HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n1")
                    .answersToTheEnd();
            assertEquals(404, answers.get(0).status());
        }
    }

    @Test
    void aCallerThatWaitsIsToldToGoOnOnlyIfItsBodyIsWanted() throws Exception {
        HttpServer server = server(BaileyHandlerIT::echo);
        String expecting = "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n";
        try (SocketCaller caller = caller(server)) {
            assertEquals(100, caller.sends(PUT + expecting).answer().status());
            assertEquals("{\"ad\":1}", caller.sends("1").answer().body());
        }
        try (SocketCaller caller = caller(server)) {
            List<WireAnswer> answers = caller.sends("PUT /none HTTP/1.1\r\nHost: a\r\n" + expecting)
                    .answersToTheEnd();
            assertEquals(1, answers.size());
            assertEquals(404, answers.get(0).status());
        }
    }

    @Test
    void aCallerThatGoesTakesItsCallAlong() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<RpcReply> reply = new CompletableFuture<>();
        HttpServer server = server(request -> {
            request.call()
                    .onCancel(() ->
                            reply.complete(new RpcReply.Failed(request.call().cancellation())));
            asked.countDown();
            return reply;
        });
        try (SocketCaller caller = caller(server)) {
            caller.sends("GET /ads/7 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(asked.await(10, TimeUnit.SECONDS));
            caller.resets();
        }
        assertEquals("client_gone", logged().outcome());
        reply.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aFailureIsLoggedWithItsOutcome() throws Exception {
        HttpServer server = server(request -> CompletableFuture.completedFuture(
                new RpcReply.Failed(FailureKind.UNAVAILABLE.because("the database is away"))));
        try (SocketCaller caller = caller(server)) {
            assertEquals(
                    502,
                    caller.sends("GET /ads/7 HTTP/1.1\r\nHost: a\r\n\r\n")
                            .answer()
                            .status());
        }
        assertEquals("unavailable", logged().outcome());
    }
}
