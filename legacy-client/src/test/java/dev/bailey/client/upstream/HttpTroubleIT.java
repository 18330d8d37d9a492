package dev.bailey.client.upstream;

import static dev.bailey.client.testing.HttpPeer.head;
import static dev.bailey.client.upstream.HttpEnds.assertAnswer;
import static dev.bailey.client.upstream.HttpEnds.assertFailed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.client.testing.HttpCaller;
import dev.bailey.client.testing.HttpPeer;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.LimitsConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that does everything wrong. */
class HttpTroubleIT {
    private static final String TEXT = "text/plain";
    private static final String FINE = head(200, TEXT, 4) + "fine";

    private static HttpCaller caller(ScriptedService service) {
        return HttpCaller.of(ServiceSettings.http(service.httpUrl("")));
    }

    /** Does that on the first connection; every later one answers well. */
    private static Script first(HttpPeer.HttpScript script) {
        return Script.firstThen(
                HttpPeer.script(peer -> {
                    script.play(peer);
                    peer.readToEnd();
                }),
                HttpPeer.script(peer -> {
                    while (true) {
                        peer.asked();
                        peer.raw(FINE);
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anAnswerThatComesWhenThereIsNoRoomIsOverloadedWhateverTheLoop(int loops) throws Exception {
        HttpPeer.HttpScript half = peer -> {
            peer.asked();
            peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(60_000));
        };
        try (ScriptedService service = ScriptedService.tcp(first(half));
                HttpCaller caller =
                        HttpCaller.of(ServiceSettings.http(service.httpUrl("")), LimitsConfig.DEFAULT, loops)) {
            BytesInFlight bytes = caller.arriving();
            long taken = bytes.max() - 40_000;
            assertTrue(bytes.tryReserve(taken));
            HttpReply end = caller.get("/").end();
            assertEquals(Outcome.OVERLOADED, end.outcome());
            assertEquals(taken, bytes.current());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/1.x 200 OK\r\n\r\n",
                "HTTP/1.1 20 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 099 OK\r\n\r\n",
                "HTTP/1.1 600 OK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate",
                "HTTP/1.1 199 Odd\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate",
                "HTTP/1.1 200 OK\n\n",
                "HTTP/1.1 200 OK\r\nA: 1\nB: 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA : 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\n A: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: 1\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: \0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nfine",
                "HTTP/1.1 200 OK\r\nContent-Length: 4, 4\r\n\r\nfine",
                "HTTP/1.1 200 OK\r\nContent-Length: +4\r\n\r\nfine",
                "HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\nfine",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x4\r\n\r\nfine",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nfine",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nfine",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n000000004\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\nfine\n0\n\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine0\r\n\r\n"
            })
    void whatIsNotHttpIsABadReplyAndCostsTheConnection(String said) throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw(said);
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.get("/"));
            assertAnswer(200, "fine", caller.get("/"));
            assertEquals(2, service.accepted());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNAVAILABLE, UNKNOWN",
        "'HTTP/1.1 100 Continue\r\n\r\n', UNAVAILABLE, UNKNOWN",
        "'H', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 200 OK\r\nConte', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"cut', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 503 No\r\nContent-Length: 90\r\n\r\nsorry', BAD_REPLY, ANSWERED",
    })
    void aConnectionLostMidway(String said, FailureKind kind, Delivery delivery) throws Exception {
        Script script = HttpPeer.script(peer -> {
            peer.asked();
            peer.raw(said);
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertFailed(kind, delivery, caller.get("/"));
            assertEquals(1, caller.metrics().attempts(delivery));
        }
    }

    @Test
    void aResetIsNoEndOfABody() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Script script = HttpPeer.script(peer -> {
            peer.asked();
            peer.raw("HTTP/1.1 200 OK\r\n\r\nhalf of ");
            read.await();
            peer.reset();
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            HttpCaller.Open call = caller.get("/");
            caller.await("the call to be sent", gauges -> gauges.inFlight() == 1);
            read.countDown();
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, call);
        }
    }

    @Test
    void aKeptConnectionThatTheServiceClosedMayHaveTakenTheRequest() throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw(FINE);
            peer.asked();
            peer.reset();
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertAnswer(200, "fine", caller.get("/"));
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, caller.get("/"));
            assertAnswer(200, "fine", caller.get("/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstale"})
    void bytesLeftOverAreNobodysAnswer(String leftOver) throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw(FINE + leftOver);
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertAnswer(200, "fine", caller.get("/"));
            assertAnswer(200, "fine", caller.get("/"));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void bodiesWhereNoneBelongAreNobodysAnswer() throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nstale");
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertAnswer(204, "", caller.get("/"));
            assertAnswer(200, "fine", caller.get("/"));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void wordsOnAnIdleConnectionCloseIt() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Script script = first(peer -> {
            peer.asked();
            peer.raw(FINE);
            answered.await();
            peer.raw(head(200, TEXT, 5) + "stale");
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertAnswer(200, "fine", caller.get("/"));
            caller.await("the connection to be idle", gauges -> gauges.idleConnections() == 1);
            answered.countDown();
            caller.await("the connection to go", gauges -> gauges.idleConnections() == 0);
            assertAnswer(200, "fine", caller.get("/"));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void aServiceThatSpeaksFirstIsNotListenedTo() throws Exception {
        Script script = HttpPeer.script(peer -> {
            peer.raw(head(200, TEXT, 5) + "stale");
            peer.readToEnd();
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            caller.await("the probe to connect", gauges -> service.accepted() > 0);
            caller.await("the connection to go", gauges -> gauges.idleConnections() == 0);
            assertEquals(0, caller.metrics().attempts(Delivery.ANSWERED));
        }
    }

    @Test
    void anAnswerBeforeTheEndOfTheRequestCountsAndCostsTheConnection() throws Exception {
        // more than sockets take on their own
        String large = "x".repeat(30_000_000);
        CountDownLatch done = new CountDownLatch(1);
        Script script = first(peer -> {
            peer.askedHead();
            peer.raw(head(413, TEXT, 4) + "full");
            done.await();
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = HttpCaller.of(
                        ServiceSettings.http(service.httpUrl("")), ServiceSettings.requestBody(large.length()), 1)) {
            assertAnswer(413, "full", caller.send("POST", "/", Headers.NONE, large));
            assertAnswer(200, "fine", caller.send("POST", "/", Headers.NONE, "small"));
            assertEquals(2, service.accepted());
            done.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2711\r\n",
                "HTTP/1.1 200 OK\r\n\r\n"
            })
    void aBodyOverTheLimitIsTooLarge(String head) throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw(head + "x".repeat(10_001));
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = HttpCaller.of(
                        ServiceSettings.http(service.httpUrl("")), ServiceSettings.responseBody(10_000), 1)) {
            assertFailed(FailureKind.REPLY_TOO_LARGE, Delivery.ANSWERED, caller.get("/"));
            assertAnswer(200, "fine", caller.get("/"));
        }
    }

    @Test
    void aBodyUpToTheLimitIsNot() throws Exception {
        String most = "x".repeat(10_000);
        Script script = HttpPeer.script(peer -> {
            while (true) {
                peer.asked();
                peer.answer(200, TEXT, most);
            }
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = HttpCaller.of(
                        ServiceSettings.http(service.httpUrl("")), ServiceSettings.responseBody(10_000), 1)) {
            assertAnswer(200, most, caller.get("/"));
            assertAnswer(200, most, caller.get("/"));
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"})
    void headersWithoutEndAreTooLarge(String beginning) throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw(beginning);
            for (int i = 0; i < 2000; i++) {
                peer.raw("X-" + i + ": " + i + "\r\n");
            }
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertFailed(FailureKind.REPLY_TOO_LARGE, Delivery.ANSWERED, caller.get("/"));
        }
    }

    @Test
    void interimAnswersWithoutEndAreABadReply() throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000));
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.get("/"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\nabc"})
    void aDeadlineClosesTheConnection(String said) throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw(said);
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, caller.get("/", Duration.ofMillis(200)));
            caller.await("the connection to go", gauges -> gauges.activeConnections() == 0);
            assertAnswer(200, "fine", caller.get("/"));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void aDribbledBodyDoesNotMoveTheDeadline() throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (true) {
                peer.raw("x");
            }
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            long start = System.nanoTime();
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, caller.get("/", Duration.ofMillis(300)));
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis < 1500, millis + " ms");
        }
    }

    @Test
    void aServiceThatDoesNotReadIsLeftAtTheDeadline() throws Exception {
        Script script = Script.firstThen(peer -> peer.awaitClosed(), HttpPeer.script(peer -> {
            peer.asked();
            peer.raw(FINE);
        }));
        String large = "x".repeat(1_000_000);
        try (ScriptedService service = ScriptedService.tcp(script);
                HttpCaller caller = caller(service)) {
            assertFailed(
                    FailureKind.TIMEOUT,
                    Delivery.UNKNOWN,
                    caller.send("POST", "/", Headers.NONE, large, Duration.ofMillis(300)));
            caller.await("the connection to go", gauges -> gauges.activeConnections() == 0);
            assertAnswer(200, "fine", caller.get("/"));
        }
    }

    @Test
    void aCallerThatGoesAwayTakesItsConnectionAlong() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.silent());
                HttpCaller caller = caller(service)) {
            HttpCaller.Open call = caller.get("/");
            caller.await("the call to be sent", gauges -> gauges.inFlight() == 1);
            call.cancel();
            assertFailed(FailureKind.CLIENT_GONE, Delivery.UNKNOWN, call);
            caller.await("the connection to go", gauges -> gauges.activeConnections() == 0);
        }
    }

    @Test
    void closingFailsOpenCallsAtOnce() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.silent());
                HttpCaller caller = caller(service)) {
            HttpCaller.Open call = caller.get("/");
            caller.await("the call to be sent", gauges -> gauges.inFlight() == 1);
            var closing = caller.service().close();
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, call);
            closing.toCompletableFuture().get();
            assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.get("/"));
        }
    }

    @Test
    void aRequestBodyOverTheLimitIsNotSent() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.silent());
                HttpCaller caller = caller(service)) {
            assertFailed(
                    FailureKind.REQUEST_TOO_LARGE,
                    Delivery.NOT_SENT,
                    caller.send("POST", "/", Headers.NONE, "x".repeat((1 << 20) + 1)));
        }
    }
}
