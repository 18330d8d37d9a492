package dev.bailey.client.upstream;

import static dev.bailey.client.upstream.HttpEnds.assertAnswer;
import static dev.bailey.client.upstream.HttpEnds.assertFailed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.HttpAsked;
import dev.bailey.client.testing.HttpCaller;
import dev.bailey.client.testing.HttpPeer;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.LimitsConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to a service that speaks HTTP, and what its answers become. */
class HttpUpstreamIT {
    private static final String TEXT = "text/plain";

    private final BlockingQueue<HttpAsked> seen = new ArrayBlockingQueue<>(100);

    private static HttpCaller caller(ScriptedService service) {
        return HttpCaller.of(ServiceSettings.http(service.httpUrl("")));
    }

    private Script remembering() {
        return HttpPeer.script(peer -> {
            while (true) {
                seen.add(peer.asked());
                peer.answer(200, TEXT, "fine");
            }
        });
    }

    /** Answers every request with these very bytes, then goes on listening. */
    private static Script saying(String bytes) {
        return HttpPeer.script(peer -> {
            while (true) {
                peer.asked();
                peer.raw(bytes);
            }
        });
    }

    @Test
    void aGetGoesThrough() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(remembering());
                HttpCaller caller = caller(service)) {
            assertAnswer(200, "fine", caller.get("/ads/7?lang=fr", Duration.ofSeconds(5)));
            assertAnswer(200, "fine", caller.get("/ads/8", Duration.ofSeconds(5)));
            HttpAsked asked = seen.take();
            assertEquals("GET /ads/7?lang=fr HTTP/1.1", asked.line());
            assertEquals(
                    Set.of("host", "x-envoy-expected-rq-timeout-ms"),
                    asked.headers().keySet());
            assertEquals("127.0.0.1:" + service.port(), asked.headers().get("host"));
            int millis = Integer.parseInt(asked.headers().get("x-envoy-expected-rq-timeout-ms"));
            assertTrue(millis > 0 && millis <= 5000, millis + " ms");
            assertEquals(1, service.accepted());
            assertEquals(2, caller.metrics().attempts(Delivery.ANSWERED));
        }
    }

    @Test
    void aBodyGoesThrough() throws Exception {
        String body = "{\"text\": \"" + "é".repeat(100_000) + "\"}";
        Script echo = HttpPeer.script(peer -> {
            while (true) {
                peer.answer(201, TEXT, peer.asked().body());
            }
        });
        try (ScriptedService service = ScriptedService.tcp(echo);
                HttpCaller caller = caller(service)) {
            for (int i = 0; i < 5; i++) {
                assertAnswer(201, body, caller.send("PUT", "/ads/7", Headers.NONE, body));
            }
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "HEAD, ''", "DELETE, ''", "POST, 0", "PUT, 0", "PATCH, 0"})
    void noBodyIsSaidWhereOneIsExpected(String verb, String length) throws Exception {
        try (ScriptedService service = ScriptedService.tcp(remembering());
                HttpCaller caller = caller(service)) {
            caller.send(verb, "/", Headers.NONE, "").end();
            assertEquals(length, seen.take().headers().getOrDefault("content-length", ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', /, /",
        "'', /ads?x=1, /ads?x=1",
        "/api, /ads/a%2Fb, /api/ads/a%2Fb",
        "/api/v1, /, /api/v1",
        "/api/v1, /?x=1, /api/v1?x=1"
    })
    void theBasePathComesFirst(String base, String target, String sent) throws Exception {
        try (ScriptedService service = ScriptedService.tcp(remembering());
                HttpCaller caller = HttpCaller.of(ServiceSettings.http(service.httpUrl(base)))) {
            assertAnswer(200, "fine", caller.get(target));
            assertEquals("GET " + sent + " HTTP/1.1", seen.take().line());
        }
    }

    @Test
    void whatConcernsTheCallersConnectionStaysThere() throws Exception {
        Headers headers = Headers.of(
                "Accept", "application/json",
                "Connection", "close, X-Private",
                "X-Private", "1",
                "Keep-Alive", "timeout=5",
                "TE", "trailers",
                "Trailer", "X-Sum",
                "Transfer-Encoding", "chunked",
                "Content-Length", "4711",
                "Upgrade", "h2c",
                "HTTP2-Settings", "AAM",
                "Proxy-Authorization", "Basic eA==",
                "Proxy-Connection", "keep-alive",
                "Host", "evil.example",
                "Expect", "100-continue",
                "grpc-timeout", "9S",
                "x-envoy-expected-rq-timeout-ms", "99999",
                "X-Tenant", "m\u00e9");
        try (ScriptedService service = ScriptedService.tcp(remembering());
                HttpCaller caller = caller(service)) {
            assertAnswer(200, "fine", caller.send("POST", "/", headers, "body", Duration.ofSeconds(5)));
            HttpAsked asked = seen.take();
            int millis = Integer.parseInt(asked.headers().get("x-envoy-expected-rq-timeout-ms"));
            assertTrue(millis <= 5000, millis + " ms");
            assertEquals("body", asked.body());
            assertEquals(
                    Map.of(
                            "accept", "application/json",
                            "content-length", "4",
                            "host", "127.0.0.1:" + service.port(),
                            "x-envoy-expected-rq-timeout-ms", String.valueOf(millis),
                            "x-tenant", "m\u00e9"),
                    asked.headers());
        }
    }

    @Test
    void whatConcernsTheServicesConnectionStaysThereToo() throws Exception {
        String head = String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "Content-Type: text/plain",
                "Connection: X-Private",
                "X-Private: 1",
                "Keep-Alive: timeout=5",
                "Proxy-Authenticate: Basic",
                "Upgrade: h2c",
                "Content-Length: 2",
                "Set-Cookie: a=1",
                "set-cookie: b=2 ",
                "Content-Encoding: gzip",
                "X-Empty:",
                "",
                "");
        try (ScriptedService service = ScriptedService.tcp(saying(head + "zz"));
                HttpCaller caller = caller(service)) {
            HttpReply.Answer answer = assertAnswer(200, "zz", caller.get("/"));
            StringBuilder all = new StringBuilder();
            answer.headers().forEach((name, value) -> all.append(name + "=" + value + ";"));
            assertEquals(
                    "Content-Type=text/plain;Set-Cookie=a=1;set-cookie=b=2;Content-Encoding=gzip;X-Empty=;",
                    all.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 206, 299, 301, 302, 307, 308, 400, 404, 429, 500, 503, 599})
    void everyFinalStatusIsAnAnswer(int status) throws Exception {
        String head = "HTTP/1.1 " + status + " X\r\nLocation: /elsewhere\r\nContent-Length: 3\r\n\r\n";
        try (ScriptedService service = ScriptedService.tcp(saying(head + "abc"));
                HttpCaller caller = caller(service)) {
            assertAnswer(status, "abc", caller.get("/"));
            assertAnswer(status, "abc", caller.get("/"));
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n', 200",
        "HEAD, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', 200",
        "HEAD, 'HTTP/1.1 404 No\r\nContent-Length: 99999999\r\n\r\n', 404",
        "HEAD, 'HTTP/1.1 200 OK\r\n\r\n', 200",
        "GET, 'HTTP/1.1 204 No Content\r\n\r\n', 204",
        "GET, 'HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n', 304",
        "GET, 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n', 200",
        "GET, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\nX-Sum: 1\r\n\r\n', 200",
        "GET, 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n', 204"
    })
    void withoutABodyTheConnectionGoesOn(String verb, String said, int status) throws Exception {
        try (ScriptedService service = ScriptedService.tcp(saying(said));
                HttpCaller caller = caller(service)) {
            assertAnswer(status, "", caller.send(verb, "/", Headers.NONE, ""));
            assertAnswer(status, "", caller.send(verb, "/", Headers.NONE, ""));
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @CsvSource({"200, 500", "404, 500", "204, ''"})
    void theLengthOfAnAnswerToHeadTravelsOnSaveWithoutContent(int status, String length) throws Exception {
        String said = "HTTP/1.1 " + status + " X\r\nContent-Length: 500\r\n\r\n";
        try (ScriptedService service = ScriptedService.tcp(saying(said));
                HttpCaller caller = caller(service)) {
            HttpReply.Answer answer = assertAnswer(status, "", caller.send("HEAD", "/", Headers.NONE, ""));
            String passed = answer.headers().first("Content-Length");
            assertEquals(length, passed == null ? "" : passed);
        }
    }

    @Test
    void chunksAreOneBody() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String said = head + "5;x=\"y\"\r\nhello\r\n00a\r\n, world...\r\n0\r\nTrailer: 1\r\n\r\n";
        Script dripping = HttpPeer.script(peer -> {
            while (true) {
                peer.asked();
                peer.drip(said);
            }
        });
        try (ScriptedService service = ScriptedService.tcp(dripping);
                HttpCaller caller = caller(service)) {
            assertAnswer(200, "hello, world...", caller.get("/"));
            assertAnswer(200, "hello, world...", caller.get("/"));
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n"
            })
    void aBodyMayEndWithTheConnection(String head) throws Exception {
        Script closing = HttpPeer.script(peer -> {
            peer.asked();
            peer.raw(head + "all ");
            peer.raw("of it");
        });
        try (ScriptedService service = ScriptedService.tcp(closing);
                HttpCaller caller = caller(service)) {
            for (int i = 1; i <= 5; i++) {
                assertAnswer(200, "all of it", caller.get("/"));
                assertEquals(i, service.accepted());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"
            })
    void aConnectionThatTheServiceWillCloseIsNotUsedAgain(String said) throws Exception {
        try (ScriptedService service = ScriptedService.tcp(saying(said));
                HttpCaller caller = caller(service)) {
            for (int i = 1; i <= 3; i++) {
                assertAnswer(200, "ok", caller.get("/"));
                assertEquals(i, service.accepted());
            }
        }
    }

    @Test
    void connectionsAreSharedByAllLoopsAndBounded() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(HttpPeer.script(peer -> {
                    while (true) {
                        peer.answer(200, TEXT, peer.asked().line());
                    }
                }));
                HttpCaller caller = HttpCaller.of(
                        ServiceSettings.pool(
                                ServiceSettings.http(service.httpUrl("")),
                                pool -> pool.maxConnections(4).maxPending(1000).acquireTimeout(Duration.ofSeconds(10))),
                        LimitsConfig.DEFAULT,
                        2)) {
            HttpCaller.Open[] calls = new HttpCaller.Open[500];
            for (int i = 0; i < calls.length; i++) {
                calls[i] = caller.get("/" + i);
            }
            for (int i = 0; i < calls.length; i++) {
                assertAnswer(200, "GET /" + i + " HTTP/1.1", calls[i]);
            }
            assertEquals(4, service.accepted());
        }
    }

    @Test
    void aRequestThatCouldBecomeAnotherOneIsNotSent() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(remembering());
                HttpCaller caller = caller(service)) {
            for (String target : new String[] {"/a b", "/a\r\nX: 1", "ads", "*", "/\u00e9", "/\0"}) {
                assertFailed(FailureKind.INTERNAL, Delivery.NOT_SENT, caller.get(target));
            }
            for (String value : new String[] {"a\r\nX: 1", "a\nb", "\0", "\u0141"}) {
                Headers headers = Headers.of("X-A", value);
                assertFailed(FailureKind.INTERNAL, Delivery.NOT_SENT, caller.send("GET", "/", headers, ""));
            }
            Headers name = Headers.of("X A", "1");
            assertFailed(FailureKind.INTERNAL, Delivery.NOT_SENT, caller.send("GET", "/", name, ""));
            assertFailed(FailureKind.INTERNAL, Delivery.NOT_SENT, caller.send("GET /", "/", Headers.NONE, ""));
            assertAnswer(200, "fine", caller.get("/"));
            assertEquals(1, seen.size());
        }
    }

    @Test
    void nothingListens() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(remembering())) {
            service.stop();
            try (HttpCaller caller = caller(service)) {
                assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.get("/"));
                assertEquals(1, caller.metrics().attempts(Delivery.NOT_SENT));
            }
        }
    }
}
