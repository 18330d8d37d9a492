package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.flow.ByteFlow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that flow from a JSON-RPC service on a socket to HTTP callers, and all the ways in which that can go wrong. */
@Timeout(60)
class FlowingFacadeIT {
    private static final String BEGIN = "[1,{\"a\" : \"b\\u0041\"},";
    private static final String REST = "\t 2.50e+1,\"é\"]";

    private static String config(RawService service, String more) {
        return "services:\n"
                + "  s: {url: 'tcp://127.0.0.1:" + service.port()
                + "', version: '2.0', timeout: 5s, pool: {maxConnections: 2}}\n"
                + "defaults: {service: s}\n"
                + "routes:\n"
                + "  - {rpc: all, http: GET /all, stream: true}\n"
                + "  - {rpc: short, http: GET /short, stream: true, timeout: 300ms}\n"
                + "  - {rpc: items, http: GET /items, stream: true, result: items}\n"
                + "  - {rpc: small, http: GET /small}\n"
                + more;
    }

    private static RunningBridge bridge(RawService service) throws Exception {
        return new RunningBridge(config(service, ""));
    }

    /** Answers each request with these, the second part once somebody has seen the first. */
    private static RawService inTwo(String first, String second, CountDownLatch seen) throws Exception {
        return new RawService(connection -> {
            for (long id = connection.request(); id > 0; id = connection.request()) {
                connection.sends(first.replace("$", Long.toString(id)));
                await(seen);
                connection.sends(second.replace("$", Long.toString(id)));
            }
        });
    }

    private static void await(CountDownLatch seen) {
        try {
            seen.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":$,\"result\":#}\n",
                "{\"jsonrpc\":\"2.0\",\"result\":#,\"id\":$}\n",
                " {\"x\":[{}],\"id\":$, \"error\" : null, \"res\\u0075lt\" :#, \"y\":\"#\"} \r\n",
                "{\"result\":#,\"error\":null,\"id\":$}\n"
            })
    void theResultIsPassedOnByteForByteWhereverItStands(String reply) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        int middle = reply.indexOf('#');
        try (RawService service = inTwo(reply.substring(0, middle) + BEGIN, REST + reply.substring(middle + 1), seen);
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/all")) {
            String head = caller.head();
            assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
            assertTrue(head.contains("Content-Type: application/json\r\n"), head);
            assertTrue(head.contains("Transfer-Encoding: chunked\r\n"), head);
            assertFalse(head.contains("Content-Length"), head);
            seen.countDown();
            assertEquals(BEGIN + REST, new String(caller.chunks(), StandardCharsets.UTF_8));
            assertEquals("ok", bridge.outcome());
            // both connections serve another one
            assertTrue(caller.gets("/all").answer().endsWith(BEGIN + REST));
            assertTrue(service.accepted() <= 2, "one for each loop");
        }
    }

    @Test
    void aReplyThatComesByteForByteIsTheSame() throws Exception {
        try (RawService service = new RawService(connection -> {
                    for (long id = connection.request(); id > 0; id = connection.request()) {
                        connection.dribbles(
                                "{\"a\":{\"result\":1},\"result\":" + BEGIN + REST + ",\"id\":" + id + "}\n");
                    }
                });
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller()) {
            for (int i = 0; i < 50; i++) {
                assertTrue(caller.gets("/all").answer().endsWith("\r\n\r\n" + BEGIN + REST));
            }
            assertTrue(service.accepted() <= 2, "one for each loop");
        }
    }

    @Test
    void aReplyThatIsWholeAtOnceIsAnsweredWhole() throws Exception {
        CountDownLatch seen = new CountDownLatch(0);
        try (RawService service = inTwo("{\"result\":[1],\"id\":$}\n", "", seen);
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/all")) {
            String answer = caller.answer();
            assertTrue(answer.contains("Content-Length: 3\r\n") && answer.endsWith("\r\n\r\n[1]"), answer);
            assertEquals("ok", bridge.outcome());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2,}",
                "\u0001",
                "],\"id\":99}\n",
                "],\"id\":\"$\"}\n",
                "]}\n",
                "],\"id\":$,\"error\":{\"code\":1,\"message\":\"m\"}}\n",
                "],\"id\":$,\"result\":1}\n",
                "],\"id\":$,\"method\":\"m\"}\n",
                "],\"id\":$,\"jsonrpc\":\"1.9\"}\n",
                "],\"id\":$}x\n",
                "],\"id\":$\n",
                "],\"id\":$} {}\n",
            })
    void aCallerCanTellThatWhatBeganWellDidNotEndSo(String rest) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = inTwo("{\"result\":[1,", rest, seen);
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/all")) {
            assertTrue(caller.head().startsWith("HTTP/1.1 200 OK\r\n"));
            assertEquals("3\r\n[1,\r\n", caller.upTo("[1,\r\n"));
            seen.countDown();
            RawCaller.Seen seenAfter = caller.toTheEnd();
            assertTrue(seenAfter.reset(), seenAfter::text);
            assertFalse(seenAfter.text().contains("0\r\n\r\n"), seenAfter::text);
            assertEquals("bad_reply", bridge.outcome());
            RunningBridge.eventually("the end of that connection", () -> service.open() < service.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServiceThatGoesAwayInTheMiddleResetsTheCaller(boolean reset) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = new RawService(connection -> {
                    connection.request();
                    connection.sends("{\"result\":[1,");
                    await(seen);
                    if (reset) {
                        connection.resets();
                    }
                });
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/all")) {
            caller.upTo("[1,\r\n");
            seen.countDown();
            assertTrue(caller.toTheEnd().reset());
            assertEquals("bad_reply", bridge.outcome());
        }
    }

    @Test
    void aStalledServiceResetsTheCaller() throws Exception {
        try (RawService service = new RawService(connection -> {
                    connection.request();
                    connection.sends("{\"result\":[1,");
                    connection.awaitEnd();
                });
                RunningBridge bridge = new RunningBridge(config(service, "limits: {stallTimeout: 200ms}\n"));
                RawCaller caller = bridge.caller().gets("/all")) {
            caller.upTo("[1,\r\n");
            assertTrue(caller.toTheEnd().reset());
            assertEquals("timeout", bridge.outcome());
            RunningBridge.eventually("the end of that connection", () -> service.open() < service.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":$,\"error\":{\"code\":-32001,\"message\":\"no\"}}\n; 500; rpc_error",
                "{\"result\":null,\"error\":{\"code\":-32001,\"message\":\"no\"},\"id\":$}\n; 500; rpc_error",
                "{\"error\":{\"code\":1},\"result\":[1,2],\"id\":$}\n; 502; bad_reply",
                "{\"result\":[1,2],\"id\":$,\"id\":$}\n; 502; bad_reply",
                "{\"result\":[1,2,],\"id\":$}\n; 502; bad_reply",
                "x\n; 502; bad_reply",
                "{\"jsonrpc\":\"2.1\",\"result\":[1,2],\"id\":$}\n; 502; bad_reply",
            })
    void whatGoesWrongBeforeTheHeadIsToldAsEver(String line) throws Exception {
        String[] parts = line.split("; ", -1);
        try (RawService service = new RawService(connection -> {
                    for (long id = connection.request(); id > 0; id = connection.request()) {
                        connection.sends(parts[0].replace("$", Long.toString(id)));
                    }
                });
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/short")) {
            String answer = caller.answer();
            assertTrue(answer.startsWith("HTTP/1.1 " + parts[1] + " "), answer);
            assertEquals(parts[2], bridge.outcome());
        }
    }

    @Test
    void anErrorInsteadOfAResultIsAProblem() throws Exception {
        CountDownLatch none = new CountDownLatch(0);
        try (RawService service = inTwo("{\"id\":$,\"error\":{\"code\":-32601,", "\"message\":\"no\"}}\n", none);
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/all")) {
            String answer = caller.answer();
            assertTrue(answer.startsWith("HTTP/1.1 501 "), answer);
            assertTrue(answer.contains("\"code\":-32601"), answer);
            assertEquals("rpc_error", bridge.outcome());
        }
    }

    @Test
    void theTimeoutRunsToTheFirstByteAndNoFurther() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService silent = new RawService(RawService.Connection::awaitEnd);
                RunningBridge bridge = bridge(silent);
                RawCaller caller = bridge.caller().gets("/short")) {
            assertTrue(caller.answer().startsWith("HTTP/1.1 504 "));
            assertEquals("timeout", bridge.outcome());
        }
        try (RawService service = inTwo("{\"result\":[1", ",2],\"id\":$}\n", seen);
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/short")) {
            caller.upTo("[1\r\n");
            long over = System.nanoTime() + Duration.ofMillis(600).toNanos();
            RunningBridge.eventually("a time that is longer than the timeout", () -> System.nanoTime() - over > 0);
            seen.countDown();
            assertEquals(",2]", new String(caller.chunks(), StandardCharsets.UTF_8));
            assertEquals("ok", bridge.outcome());
        }
    }

    @Test
    void oneMemberOfTheResultFlows() throws Exception {
        try (RawService service = new RawService(connection -> {
                    for (long id = connection.request(); id > 0; id = connection.request()) {
                        connection.dribbles(
                                "{\"result\":{\"n\":{\"items\":0},\"items\": [1, 2] ,\"z\":[]},\"id\":" + id + "}\n");
                    }
                });
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller()) {
            for (int i = 0; i < 20; i++) {
                assertTrue(caller.gets("/items").answer().endsWith("\r\n\r\n[1, 2]"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"other\":[1,2]}", "[1,2,3]", "\"items\""})
    void aResultWithoutThatMemberIsABadReply(String result) throws Exception {
        try (RawService service = new RawService(connection -> {
                    for (long id = connection.request(); id > 0; id = connection.request()) {
                        connection.dribbles("{\"result\":" + result + ",\"id\":" + id + "}\n");
                    }
                });
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/items")) {
            String answer = caller.answer();
            assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
            assertTrue(answer.contains("no member 'items'"), answer);
            assertEquals("bad_reply", bridge.outcome());
        }
    }

    @Test
    void callersOfHttp10GetItWhole() throws Exception {
        CountDownLatch none = new CountDownLatch(0);
        try (RawService service = inTwo("{\"result\":[1", ",2],\"id\":$}\n", none);
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().sends("GET /all HTTP/1.0\r\nHost: a\r\n\r\n")) {
            RawCaller.Seen seen = caller.toTheEnd();
            assertTrue(seen.text().contains("Content-Length: 5\r\n"), seen::text);
            assertTrue(seen.text().endsWith("\r\n\r\n[1,2]"), seen::text);
        }
    }

    @Test
    void headGetsTheHeadOnly() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = inTwo("{\"result\":[1", ",2],\"id\":$}\n", seen);
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().sends("HEAD /all HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertTrue(caller.head().startsWith("HTTP/1.1 200 OK\r\n"));
            assertEquals("ok", bridge.outcome());
            RunningBridge.eventually(
                    "that the service is let go",
                    () -> bridge.bridge.bytesInFlight().current() == 0);
            seen.countDown();
            assertTrue(caller.gets("/all").answer().startsWith("HTTP/1.1 200 OK\r\n"));
        }
    }

    @Test
    void aCallerWhoHangsUpLetsTheServiceGo() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (RawService service = new RawService(connection -> {
                    if (connection.request() > 0) {
                        connection.sends("{\"result\":[1");
                        await(seen);
                        sendsForEver(connection);
                        gone.countDown();
                    }
                });
                RunningBridge bridge = bridge(service)) {
            RawCaller caller = bridge.caller().gets("/all");
            caller.upTo("[1\r\n");
            caller.close();
            seen.countDown();
            await(gone);
            assertEquals("client_gone", bridge.outcome());
        }
    }

    /** Until the other side has hung up. */
    private static void sendsForEver(RawService.Connection connection) {
        try {
            while (true) {
                connection.sends(",1");
            }
        } catch (IOException closed) {
            // as it should be
        }
    }

    @Test
    void aFlowHasItsConnectionToItself() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = new RawService(connection -> {
                    for (var line = connection.line(); line != null; line = connection.line()) {
                        long id = RawService.idOf(line);
                        if (line.contains("small")) {
                            connection.sends("{\"result\":7,\"id\":" + id + "}\n");
                        } else {
                            connection.sends("{\"result\":[1");
                            await(seen);
                            connection.sends(",2],\"id\":" + id + "}\n");
                        }
                    }
                });
                RunningBridge bridge = bridge(service);
                RawCaller first = bridge.caller().gets("/all");
                RawCaller other = bridge.caller()) {
            first.upTo("[1\r\n");
            assertTrue(other.gets("/small").answer().endsWith("\r\n\r\n7"));
            assertEquals(2, service.accepted());
            RawCaller second = bridge.caller().gets("/all");
            second.upTo("[1\r\n");
            // both connections are taken, whole
            assertTrue(other.gets("/small").answer().startsWith("HTTP/1.1 503 "));
            seen.countDown();
            assertEquals(",2]", new String(first.chunks(), StandardCharsets.UTF_8));
            assertEquals(",2]", new String(second.chunks(), StandardCharsets.UTF_8));
            assertTrue(other.gets("/small").answer().endsWith("\r\n\r\n7"));
            assertEquals(2, service.accepted());
            second.close();
        }
    }

    @Test
    void aSlowReaderHoldsTheServiceBack() throws Exception {
        int total = 64 << 20;
        byte[] piece = "[123456789,\"abcdefghijklmnop\"],".repeat(2048).getBytes(StandardCharsets.US_ASCII);
        AtomicLong sent = new AtomicLong();
        try (RawService service = new RawService(connection -> {
                    long id = connection.request();
                    connection.sends("{\"result\":[");
                    while (sent.get() < total) {
                        connection.sends(piece);
                        sent.addAndGet(piece.length);
                    }
                    connection.sends("0],\"id\":" + id + "}\n");
                });
                RunningBridge bridge = bridge(service);
                RawCaller caller = RawCaller.on(bridge.port, 16 * 1024).gets("/all")) {
            caller.head();
            awaitStandstill(sent);
            assertTrue(sent.get() < total / 2, "the service could send " + sent);
            assertEquals(ByteFlow.MOST_HELD, bridge.bridge.bytesInFlight().current());
            byte[] all = caller.chunks();
            assertEquals(sent.get() + 3, all.length);
            assertArrayEquals(piece, Arrays.copyOfRange(all, 1, 1 + piece.length));
            assertEquals("ok", bridge.outcome());
        }
    }

    /** Until nothing more has been sent for a while: the kernel's buffers are full. */
    private static void awaitStandstill(AtomicLong sent) {
        long[] seen = {-1, System.nanoTime()};
        RunningBridge.eventually("a standstill", () -> {
            if (sent.get() != seen[0]) {
                seen[0] = sent.get();
                seen[1] = System.nanoTime();
            }
            return System.nanoTime() - seen[1] > Duration.ofMillis(300).toNanos();
        });
    }

    @Test
    void aDrainWaitsForAFlowAndThenCutsIt() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (RawService service = inTwo("{\"result\":[1", "", never);
                RunningBridge bridge = bridge(service);
                RawCaller caller = bridge.caller().gets("/all")) {
            caller.upTo("[1\r\n");
            assertEquals(1, bridge.cutAfter(Duration.ofMillis(200)));
            assertTrue(caller.toTheEnd().reset());
            never.countDown();
        }
    }
}
