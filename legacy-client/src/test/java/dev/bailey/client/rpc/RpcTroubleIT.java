package dev.bailey.client.rpc;

import static dev.bailey.client.rpc.Ends.assertFailed;
import static dev.bailey.client.rpc.Ends.assertResult;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.client.testing.Asked;
import dev.bailey.client.testing.Peer;
import dev.bailey.client.testing.RpcCaller;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.rpc.RpcReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that break the protocol or the connection: never a wrong answer, never silence. */
class RpcTroubleIT {

    private static RpcCaller caller(ScriptedService service) {
        return RpcCaller.of(ServiceSettings.jsonrpc(service.url()));
    }

    /** Says that to the first connection's first call; every later connection echoes. */
    private static Script saying(String text) {
        Script first = peer -> {
            peer.asked();
            peer.say(text);
            peer.readToEnd();
        };
        return Script.firstThen(first, Script.echoing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[1,2}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"\u0001\"}",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}]",
                "1",
                "null",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}}",
                "{}}"
            })
    void garbageCostsTheCallABadReplyAndTheConnection(String garbage) throws Exception {
        try (ScriptedService service = ScriptedService.tcp(saying(garbage));
                RpcCaller caller = caller(service)) {
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.call("a", ""));
            assertResult("[2]", caller.call("a", "[2]"));
            assertEquals(2, service.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1,\"error\":{\"code\":1,\"message\":\"\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1,\"result\":2}",
                "{\"jsonrpc\":\"2.1\",\"id\":1,\"result\":1}"
            })
    void aBrokenReplyWithOurIdCostsThatCallOnly(String reply) throws Exception {
        Script script = peer -> {
            peer.asked();
            peer.say(reply);
            peer.answer(peer.asked(), "2");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.call("a", ""));
            assertResult("2", caller.call("a", ""));
            assertEquals(1, service.accepted());
        }
    }

    @Test
    void garbageAmongSeveralCallsIsNobodysReply() throws Exception {
        Script script = peer -> {
            peer.asked(2);
            peer.say("hello");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            RpcCaller.Open first = caller.call("a", "");
            RpcCaller.Open second = caller.call("b", "");
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, first);
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, second);
        }
    }

    @Test
    void aConnectionLostInAnAnswerIsABadReplyForThatCallAndUnavailableForOthers() throws Exception {
        Script script = peer -> {
            List<Asked> both = peer.asked(2);
            peer.sayBeginning(Peer.reply(both.get(1), "[1,2,3,4,5,6]"), 45);
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            RpcCaller.Open other = caller.call("a", "");
            RpcCaller.Open cutOff = caller.call("b", "");
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, cutOff);
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, other);
        }
    }

    @Test
    void anIdThatIsItselfCutOffNamesNobody() throws Exception {
        Script script = peer -> {
            List<Asked> many = peer.asked(12);
            assertEquals("12", many.get(11).id());
            peer.raw("{\"jsonrpc\":\"2.0\",\"id\":1");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            List<RpcCaller.Open> calls =
                    IntStream.range(0, 12).mapToObj(i -> caller.call("a", "")).toList();
            for (RpcCaller.Open call : calls) {
                assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, call);
            }
        }
    }

    @Test
    void aResetIsUnavailable() throws Exception {
        Script script = peer -> {
            peer.asked();
            peer.reset();
        };
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(script, Script.echoing()));
                RpcCaller caller = caller(service)) {
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, caller.call("a", ""));
            assertResult("[2]", caller.call("a", "[2]"));
        }
    }

    @Test
    void aServiceThatHalfClosesHasItsAnswersRead() throws Exception {
        Script script = peer -> {
            List<Asked> both = peer.asked(2);
            peer.answer(both.get(0), "1");
            peer.halfClose();
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            RpcCaller.Open answered = caller.call("a", "");
            RpcCaller.Open open = caller.call("b", "");
            assertResult("1", answered);
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, open);
        }
    }

    @Test
    void nobodyListensIsUnavailableAndNotSent() throws Exception {
        ScriptedService service = ScriptedService.tcp(Script.silent());
        service.stop();
        try (RpcCaller caller = caller(service)) {
            String detail = assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.call("a", ""));
            assertEquals("the service refused the connection", detail);
        }
    }

    @Test
    void anAnswerOverTheLimitIsTooLargeAndCostsTheConnection() throws Exception {
        LimitsConfig limits = ServiceSettings.responseBody(10_000);
        Script script = peer -> {
            List<Asked> both = peer.asked(2);
            peer.raw(Peer.reply(both.get(1), "\"" + "x".repeat(20_000)));
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = RpcCaller.of(ServiceSettings.jsonrpc(service.url()), limits, 1)) {
            RpcCaller.Open other = caller.call("a", "");
            RpcCaller.Open large = caller.call("b", "");
            assertFailed(FailureKind.REPLY_TOO_LARGE, Delivery.ANSWERED, large);
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, other);
        }
    }

    @Test
    void anAnswerThatComesWhenThereIsNoRoomIsOverloadedAndHoldsNothing() throws Exception {
        Script script = peer -> {
            List<Asked> both = peer.asked(2);
            peer.raw(Peer.reply(both.get(1), "\"" + "x".repeat(60_000)));
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            BytesInFlight bytes = caller.arriving();
            long taken = bytes.max() - 40_000;
            assertTrue(bytes.tryReserve(taken));
            RpcCaller.Open other = caller.call("a", "");
            RpcCaller.Open large = caller.call("b", "");
            assertFailed(FailureKind.OVERLOADED, Delivery.ANSWERED, large);
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, other);
            assertEquals(taken, bytes.current());
        }
    }

    @Test
    void anAnswerOverTheLimitIsKnownByItsHead() throws Exception {
        Script script = peer -> {
            peer.asked();
            peer.raw("Content-Length: 999999999\r\n\r\n");
            peer.readToEnd();
        };
        FramingPair framing = new FramingPair(Framing.CONTENT_LENGTH, Framing.CONTENT_LENGTH);
        try (ScriptedService service = ScriptedService.tcp(framing, script);
                RpcCaller caller = RpcCaller.of(ServiceSettings.framing(
                        ServiceSettings.jsonrpc(service.url()), framing.read(), framing.write()))) {
            assertFailed(FailureKind.REPLY_TOO_LARGE, Delivery.ANSWERED, caller.call("a", ""));
        }
    }

    @Test
    void aResultOfExactlyTheLimitPassesAndOneMoreByteDoesNot() throws Exception {
        Script script = peer -> {
            peer.answer(peer.asked(), "\"" + "x".repeat(9_998) + "\"");
            peer.answer(peer.asked(), "\"" + "x".repeat(9_999) + "\"");
            peer.answer(peer.asked(), "3");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller =
                        RpcCaller.of(ServiceSettings.jsonrpc(service.url()), ServiceSettings.responseBody(10_000), 1)) {
            assertResult("\"" + "x".repeat(9_998) + "\"", caller.call("a", ""));
            assertFailed(FailureKind.REPLY_TOO_LARGE, Delivery.ANSWERED, caller.call("a", ""));
            assertResult("3", caller.call("a", ""));
            assertEquals(1, service.accepted());
        }
    }

    @Test
    void answersThatTheProcessHasNoRoomForAreOverload() throws Exception {
        BytesInFlight room = new BytesInFlight(1000);
        String large = "[\"" + "x".repeat(600) + "\"]";
        try (ScriptedService service = ScriptedService.tcp(Script.echoing());
                RpcCaller caller = caller(service)) {
            RpcCaller.Open first = caller.callCounted("a", large, room);
            assertResult(large, first);
            assertFailed(FailureKind.OVERLOADED, Delivery.ANSWERED, caller.callCounted("a", large, room));
            first.call().end(Outcome.OK);
            assertResult(large, caller.callCounted("a", large, room));
        }
    }

    @Test
    void depthCountsFromTheResult() throws Exception {
        int depth = LimitsConfig.DEFAULT.jsonDepth();
        String deepest = "[".repeat(depth) + "]".repeat(depth);
        Script script = peer -> {
            peer.answer(peer.asked(), deepest);
            peer.answer(peer.asked(), "[" + deepest + "]");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertResult(deepest, caller.call("a", ""));
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.call("a", ""));
        }
    }

    @Test
    void aServiceThatAsksWithoutReadingIsHungUpOn() throws Exception {
        String params = "[\"" + "x".repeat(50_000) + "\"]";
        Script script = peer -> {
            peer.asked();
            while (true) {
                peer.say("{\"id\":1,\"method\":\"echo\",\"params\":" + params + "}");
            }
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, caller.call("a", ""));
        }
    }

    @Test
    void aServiceThatDoesNotReadIsGivenNoMoreThanItTakes() throws Exception {
        String large = "[\"" + "x".repeat(1_000_000) + "\"]";
        Script script = peer -> {
            peer.asked();
            peer.awaitClosed();
        };
        ServiceConfig config;
        try (ScriptedService service = ScriptedService.tcp(script)) {
            config = ServiceSettings.pool(ServiceSettings.jsonrpc(service.url()), pool -> pool.maxConnections(1));
            try (RpcCaller caller = RpcCaller.of(config)) {
                RpcCaller.Open unanswered = caller.call("a", "", Duration.ofSeconds(2));
                List<RpcCaller.Open> calls = IntStream.range(0, 60)
                        .mapToObj(i -> caller.call("a", large, Duration.ofSeconds(2)))
                        .toList();
                int overloaded = 0;
                int unsent = 0;
                for (RpcCaller.Open call : calls) {
                    var failure = ((RpcReply.Failed) call.end()).failure();
                    overloaded += failure.kind() == FailureKind.OVERLOADED ? 1 : 0;
                    unsent += failure.delivery() == Delivery.NOT_SENT ? 1 : 0;
                }
                assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, unanswered);
                assertTrue(overloaded > 0, overloaded + " overloaded");
                assertTrue(unsent > overloaded, unsent + " unsent");
                caller.await("the stalled connection to be given up", gauges -> gauges.activeConnections() == 0);
            }
        }
    }

    @Test
    void closingFailsOpenCallsAtOnce() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        Script script = peer -> {
            peer.asked();
            sent.countDown();
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            RpcCaller.Open call = caller.call("a", "");
            sent.await();
            var closing = caller.service().close();
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, call);
            closing.toCompletableFuture().get();
            assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.call("a", ""));
        }
    }
}
