package dev.bailey.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.call.FailureKind;
import dev.bailey.config.ConfigLoader;
import dev.bailey.json.Json;
import dev.bailey.log.CallLine;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the table cannot tell of a servlet: time, threads, large bodies, callers that go. */
final class BaileyServletIT {
    private static final String CONFIG = """
            services:
              ads: {url: "tcp://127.0.0.1:1"}
            defaults: {service: ads}
            routes:
              - {rpc: get, http: "GET /ads/{id}"}
              - {rpc: short, http: "GET /short", timeout: 150ms}
              - {rpc: put, http: "PUT /ads", body: ad}
            limits: {bodyTimeout: %s, responseBody: 8MiB, requestBody: 2MiB}
            """;

    private static final String PUT = "PUT /ads HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<CallLine> log = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private JettyHost host(RpcHandler code) throws Exception {
        return host(code, "10s");
    }

    private JettyHost host(RpcHandler code, String bodyTimeout) throws Exception {
        Bridge bridge = Bridge.builder()
                .config(ConfigLoader.load("bailey.yaml", CONFIG.formatted(bodyTimeout), Map.of()))
                .service("ads", code)
                .callLog(log::add)
                .build();
        JettyHost host = JettyHost.serving(bridge);
        open.add(() -> {
            host.close();
            assertEquals(0, bridge.inFlight());
            bridge.close();
        });
        return host;
    }

    private HttpRequest.Builder to(JettyHost host, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + host.address().getPort() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> get(JettyHost host, String path) throws IOException, InterruptedException {
        return client.send(to(host, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private CallLine logged() throws InterruptedException {
        CallLine line = log.poll(10, TimeUnit.SECONDS);
        return line == null ? new CallLine("", "", "nothing was logged", 0, "", 0, 0, "") : line;
    }

    private static byte[] reply(byte[] message, String result) {
        String asked = new String(message, StandardCharsets.UTF_8);
        String id = asked.replaceAll(".*\"id\":(\\d+),\"method.*", "$1");
        return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void codeThatBlocksRunsOnTheContainersThread() throws Exception {
        JettyHost host = host(RpcHandler.of(
                message -> reply(message, '"' + Thread.currentThread().getName() + '"')));
        assertTrue(get(host, "/ads/7").body().startsWith("\"qtp"));
        HttpRequest put = to(host, "/ads")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("1"))
                .build();
        assertTrue(client.send(put, HttpResponse.BodyHandlers.ofString()).body().startsWith("\"qtp"));
    }

    @Test
    void theDeadlineHoldsWhileCodeBlocksTheContainersThread() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        JettyHost host = host(RpcHandler.of(message -> {
            assertTrue(goOn.await(10, TimeUnit.SECONDS));
            return null;
        }));
        HttpResponse<String> answer = get(host, "/short");
        // the code is still at it, and Jetty reads nothing from that connection meanwhile
        assertEquals("close", answer.headers().firstValue("Connection").orElse("kept"));
        assertEquals(504, answer.statusCode());
        assertEquals(504, get(host, "/short").statusCode());
        goOn.countDown();
        assertEquals("timeout", logged().outcome());
    }

    @Test
    void anAnswerThatTheContainersThreadBringsKeepsTheConnection() throws Exception {
        JettyHost host = host(RpcHandler.of(message -> reply(message, "1")));
        try (Socket caller =
                new Socket(InetAddress.getLoopbackAddress(), host.address().getPort())) {
            caller.setSoTimeout(10_000);
            String get = "GET /ads/7 HTTP/1.1\r\nHost: a\r\n";
            caller.getOutputStream()
                    .write((get + "\r\n" + get + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answers = new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(3, answers.split("HTTP/1.1 200 OK\r\n", -1).length, answers);
            assertEquals(2, answers.split("Connection: close", -1).length, answers);
        }
    }

    @Test
    void aReplyThatComesLaterOnAnyThreadHoldsNoThreadMeanwhile() throws Exception {
        List<CompletableFuture<RpcReply>> waiting = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(500);
        JettyHost host = host(request -> {
            CompletableFuture<RpcReply> later = new CompletableFuture<>();
            synchronized (waiting) {
                waiting.add(later);
            }
            all.countDown();
            return later;
        });
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(client.sendAsync(to(host, "/ads/" + i).build(), HttpResponse.BodyHandlers.ofString()));
        }
        // far more than Jetty has threads
        assertTrue(all.await(10, TimeUnit.SECONDS), () -> all.getCount() + " calls are missing");
        synchronized (waiting) {
            waiting.forEach(later -> later.complete(new RpcReply.Result(Json.number(7))));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals("7", answer.get(10, TimeUnit.SECONDS).body());
        }
    }

    @Test
    void largeBodiesGoBothWays() throws Exception {
        JettyHost host = host(BaileyServletIT::echo);
        String large = '"' + "é".repeat(900_000) + '"';
        HttpRequest put = to(host, "/ads")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(large))
                .build();
        HttpResponse<String> answer = client.send(put, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals("{\"ad\":" + large + "}", answer.body());
    }

    private static CompletableFuture<RpcReply> echo(RpcRequest request) {
        return CompletableFuture.completedFuture(new RpcReply.Result(request.params()));
    }

    @Test
    void aLargeAnswerFromAnotherThreadIsWrittenWhole() throws Exception {
        Json large = Json.string("x".repeat(3_000_000));
        JettyHost host = host(request -> CompletableFuture.supplyAsync(() -> new RpcReply.Result(large)));
        assertEquals(large.toString(), get(host, "/ads/7").body());
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsRefused() throws Exception {
        JettyHost host = host(BaileyServletIT::echo, "200ms");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), host.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("PUT /ads HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 5\r\n\r\n\"ab")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
            assertTrue(answer.contains("Connection: close"), answer);
            assertTrue(answer.contains("the body of the request did not come in time"), answer);
        }
        assertEquals("bad_request", logged().outcome());
    }

    @Test
    void aMalformedChunkIsTheCallersMistake() throws Exception {
        JettyHost host = host(BaileyServletIT::echo);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), host.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((PUT + "Transfer-Encoding: chunked\r\n\r\nzz\r\n1\r\n0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("Connection: close"), answer);
            assertTrue(answer.contains("the body of the request is malformed or broke off"), answer);
        }
        assertEquals("bad_request", logged().outcome());
    }

    @Test
    void aBodyThatBreaksOffReachesNoService() throws Exception {
        List<RpcRequest> asked = new ArrayList<>();
        JettyHost host = host(request -> {
            asked.add(request);
            return echo(request);
        });
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), host.address().getPort())) {
            socket.getOutputStream()
                    .write(("PUT /ads HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 5\r\n\r\n\"ab")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.setSoLinger(true, 0);
        }
        assertFalse(logged().outcome().isEmpty());
        assertEquals(List.of(), asked);
    }

    @Test
    void manyBridgesLiveInOneProcess() throws Exception {
        List<JettyHost> hosts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long number = i;
            hosts.add(host(request -> CompletableFuture.completedFuture(new RpcReply.Result(Json.number(number)))));
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(Integer.toString(i), get(hosts.get(i), "/ads/7").body());
        }
        hosts.get(0).close();
        assertEquals("4", get(hosts.get(4), "/ads/7").body());
    }

    @Test
    void aCallThatFailsIsLoggedWithItsOutcome() throws Exception {
        JettyHost host = host(request -> CompletableFuture.completedFuture(
                new RpcReply.Failed(FailureKind.UNAVAILABLE.because("the database is away"))));
        assertEquals(502, get(host, "/ads/7").statusCode());
        assertEquals("unavailable", logged().outcome());
    }
}
