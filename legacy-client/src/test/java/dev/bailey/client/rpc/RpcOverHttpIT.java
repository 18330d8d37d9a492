package dev.bailey.client.rpc;

import static dev.bailey.client.rpc.Ends.assertAccepted;
import static dev.bailey.client.rpc.Ends.assertError;
import static dev.bailey.client.rpc.Ends.assertFailed;
import static dev.bailey.client.rpc.Ends.assertResult;
import static dev.bailey.client.testing.HttpPeer.head;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.HttpAsked;
import dev.bailey.client.testing.HttpPeer;
import dev.bailey.client.testing.Peer;
import dev.bailey.client.testing.RpcCaller;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.LimitsConfig;
import dev.bailey.metrics.ServiceMetrics.DroppedReply;
import dev.bailey.rpc.RpcReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON-RPC in HTTP POSTs. */
class RpcOverHttpIT {
    private static final String JSON = "application/json";

    private final BlockingQueue<HttpAsked> seen = new ArrayBlockingQueue<>(100);

    private static RpcCaller caller(ScriptedService service) {
        return RpcCaller.of(ServiceSettings.jsonrpc(service.httpUrl("/rpc")));
    }

    /** Does that with the first connection's first request; every later connection echoes. */
    private static Script first(HttpPeer.HttpScript script) {
        return Script.firstThen(
                HttpPeer.script(peer -> {
                    script.play(peer);
                    peer.readToEnd();
                }),
                HttpPeer.echoing());
    }

    @Test
    void aCallIsAPost() throws Exception {
        Script script = HttpPeer.script(peer -> {
            while (true) {
                HttpAsked asked = peer.asked();
                seen.add(asked);
                peer.answer(200, JSON, Peer.reply(asked.id(), "[ 1.0 ]"));
            }
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertResult("[ 1.0 ]", caller.call("ads.get", "{\n\"id\":7}"));
            assertResult("[ 1.0 ]", caller.call("ads.get", "{\n\"id\":8}"));
            HttpAsked asked = seen.take();
            assertEquals("POST /rpc HTTP/1.1", asked.line());
            assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ads.get\",\"params\":{\n\"id\":7}}", asked.body());
            assertEquals(JSON, asked.headers().get("content-type"));
            assertEquals(JSON, asked.headers().get("accept"));
            assertEquals("127.0.0.1:" + service.port(), asked.headers().get("host"));
            assertEquals("2", seen.take().id());
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 203, 301, 400, 404, 500, 503})
    void aWellFormedReplyCountsWhateverTheStatus(int status) throws Exception {
        Script script = first(peer -> {
            HttpAsked asked = peer.asked();
            peer.answer(status, "application/json-rpc", Peer.reply(asked.id(), "1"));
            asked = peer.asked();
            peer.answer(
                    status,
                    JSON,
                    "{\"jsonrpc\":\"2.0\",\"id\":" + asked.id() + ",\"error\":{\"code\":-1,\"message\":\"no\"}}");
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertResult("1", caller.call("a", ""));
            assertError("{\"code\":-1,\"message\":\"no\"}", caller.call("a", ""));
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, UNAVAILABLE, UNKNOWN",
        "502, UNAVAILABLE, UNKNOWN",
        "503, UNAVAILABLE, UNKNOWN",
        "200, BAD_REPLY, ANSWERED",
        "204, BAD_REPLY, ANSWERED",
        "301, BAD_REPLY, ANSWERED",
        "401, BAD_REPLY, ANSWERED",
        "404, BAD_REPLY, ANSWERED"
    })
    void withoutAReplyTheStatusDecides(int status, FailureKind kind, Delivery delivery) throws Exception {
        String body = status == 204 ? "" : "<html>sorry</html>";
        Script script = first(peer -> {
            peer.asked();
            peer.raw(
                    status == 204
                            ? "HTTP/1.1 204 No Content\r\n\r\n"
                            : head(status, "text/html", body.length()) + body);
            HttpAsked next = peer.asked();
            peer.answer(200, JSON, Peer.reply(next.id(), "2"));
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertFailed(kind, delivery, caller.call("a", ""));
            assertResult("2", caller.call("a", ""));
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void aNotificationIsAcceptedByAny2xx(int status) throws Exception {
        Script script = first(peer -> {
            seen.add(peer.asked());
            peer.raw("HTTP/1.1 " + status + " X\r\n" + (status == 204 ? "" : "Content-Length: 0\r\n") + "\r\n");
            peer.asked();
            peer.answer(500, "text/plain", "no");
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertAccepted(caller.tell("a", "[1]"));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":[1]}",
                    seen.take().body());
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, caller.tell("a", "[1]"));
        }
    }

    @Test
    void aReplyToSomethingElseIsDroppedAndCostsTheConnection() throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.answer(200, JSON, Peer.reply("4711", "\"somebody else's\""));
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.call("a", ""));
            assertEquals(1, caller.metrics().dropped(DroppedReply.UNKNOWN_ID));
            Ends.assertResultStarts("{\"jsonrpc\"", caller.call("a", ""));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void anErrorWithoutIdAnswersTheCall() throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.answer(400, JSON, "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"?\"}}");
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertError("{\"code\":-32600,\"message\":\"?\"}", caller.call("a", ""));
        }
    }

    @Test
    void anInterimAnswerNeverGivesTheRealOneToTheNextCall() throws Exception {
        Script script = first(peer -> {
            HttpAsked asked = peer.asked();
            peer.raw("HTTP/1.1 102 Processing\r\n\r\n");
            peer.answer(200, JSON, Peer.reply(asked.id(), "\"late\""));
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.call("a", ""));
            Ends.assertResultStarts("{\"jsonrpc\"", caller.call("a", ""));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void continueAndEarlyHintsArePassedOver() throws Exception {
        Script script = first(peer -> {
            HttpAsked asked = peer.asked();
            peer.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            peer.drip(head(200, JSON, Peer.reply(asked.id(), "1").length()) + Peer.reply(asked.id(), "1"));
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertResult("1", caller.call("a", ""));
        }
    }

    @Test
    void aConnectionThatTheServiceWillCloseIsNotUsedAgain() throws Exception {
        Script script = HttpPeer.script(peer -> {
            HttpAsked asked = peer.asked();
            String reply = Peer.reply(asked.id(), "1");
            String head = head(200, JSON, reply.length());
            peer.raw(
                    peer.number() % 2 == 0
                            ? head.replace("HTTP/1.1", "HTTP/1.0") + reply
                            : head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n") + reply);
            peer.readToEnd();
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            for (int i = 1; i <= 6; i++) {
                assertResult("1", caller.call("a", ""));
                assertEquals(i, service.accepted());
            }
        }
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsWhole() throws Exception {
        Script script = HttpPeer.script(peer -> {
            HttpAsked asked = peer.asked();
            peer.raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Peer.reply(asked.id(), "[1,2]"));
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertResult("[1,2]", caller.call("a", ""));
            assertResult("[1,2]", caller.call("a", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4e20\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
            })
    void aBodyOverTheLimitIsTooLarge(String head) throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw(head + "{\"x\":\"" + "x".repeat(15_000));
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = RpcCaller.of(
                        ServiceSettings.jsonrpc(service.httpUrl("")), ServiceSettings.responseBody(10_000), 1)) {
            assertFailed(FailureKind.REPLY_TOO_LARGE, Delivery.ANSWERED, caller.call("a", ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNAVAILABLE, UNKNOWN",
        "'HTTP/1.1 200 OK\r\nConte', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"jsonrpc\"', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"js', BAD_REPLY, ANSWERED",
        "'HTTP/1.1 503 No\r\nContent-Length: 90\r\n\r\nsorry', UNAVAILABLE, UNKNOWN",
    })
    void aConnectionLostMidway(String said, FailureKind kind, Delivery delivery) throws Exception {
        Script script = HttpPeer.script(peer -> {
            peer.asked();
            peer.raw(said);
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertFailed(kind, delivery, caller.call("a", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello\r\n\r\n", "HTTP/9.9 xxx\r\n\r\n", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}\r\n\r\n"})
    void whatIsNotHttpIsABadReply(String said) throws Exception {
        Script script = first(peer -> {
            peer.asked();
            peer.raw(said);
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.call("a", ""));
        }
    }

    @Test
    void whatIsLeftOverNeverBecomesTheNextAnswer() throws Exception {
        Script script = HttpPeer.script(peer -> {
            while (true) {
                HttpAsked asked = peer.asked();
                String stale = Peer.reply(asked.id(), "\"stale\"");
                peer.raw(head(200, JSON, Peer.reply(asked.id(), "1").length())
                        + Peer.reply(asked.id(), "1")
                        + head(200, JSON, stale.length())
                        + stale);
            }
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            for (int i = 0; i < 20; i++) {
                RpcCaller.Open call = caller.call("a", "");
                if (call.end() instanceof RpcReply.Result) {
                    assertResult("1", call);
                }
            }
        }
    }

    @Test
    void aDeadlineClosesTheConnectionEvenIfTheServiceDoesNotRead() throws Exception {
        Script script = HttpPeer.script(peer -> Thread.sleep(60_000));
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            String large = "[\"" + "x".repeat(20_000_000) + "\"]";
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, caller.call("a", large, Duration.ofMillis(300)));
            caller.await("the connection to go", gauges -> gauges.activeConnections() + gauges.idleConnections() == 0);
        }
    }

    @Test
    void connectionsAreSharedAndBounded() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(HttpPeer.echoing());
                RpcCaller caller = RpcCaller.of(
                        ServiceSettings.pool(
                                ServiceSettings.jsonrpc(service.httpUrl("/rpc")),
                                pool -> pool.maxConnections(4).maxPending(1000)),
                        LimitsConfig.DEFAULT,
                        2)) {
            List<RpcCaller.Open> calls = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                calls.add(caller.call("a", "[\"" + i + "\"]"));
            }
            for (int i = 0; i < calls.size(); i++) {
                Ends.assertResultEnds("[\"" + i + "\"]}", calls.get(i));
            }
            assertEquals(4, service.accepted());
        }
    }
}
