package dev.bailey.client.rpc;

import static dev.bailey.client.rpc.Ends.assertAccepted;
import static dev.bailey.client.rpc.Ends.assertError;
import static dev.bailey.client.rpc.Ends.assertFailed;
import static dev.bailey.client.rpc.Ends.assertResult;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.Asked;
import dev.bailey.client.testing.Peer;
import dev.bailey.client.testing.RpcCaller;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.metrics.ServiceMetrics.DroppedReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Whose answer a reply is. */
class RpcRepliesIT {
    private final BlockingQueue<Asked> seen = new ArrayBlockingQueue<>(100);

    private static RpcCaller caller(ScriptedService service) {
        return RpcCaller.of(ServiceSettings.jsonrpc(service.url()));
    }

    @Test
    void aCallGetsItsResultByteForByte() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.echoing());
                RpcCaller caller = caller(service)) {
            String odd = "{\"id\": 1.50e0, \"q\":\"\\u00e9\", \"q\":[ ]}";
            assertResult(odd, caller.call("ads.get", odd));
            assertEquals(1, caller.metrics().attempts(Delivery.ANSWERED));
            assertEquals(1, caller.metrics().acquired());
        }
    }

    @Test
    void requestsCarryBaileysOwnIds() throws Exception {
        Script script = peer -> {
            while (true) {
                Asked asked = peer.asked();
                seen.add(asked);
                peer.answer(asked, "1");
            }
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertResult("1", caller.call("ads.get", "{\"id\":7}"));
            assertResult("1", caller.call("ads.list", ""));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ads.get\",\"params\":{\"id\":7}}",
                    seen.take().frame());
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ads.list\"}",
                    seen.take().frame());
        }
    }

    @Test
    void anErrorOfTheServiceComesUnchanged() throws Exception {
        Script script = peer -> peer.refuse(peer.asked(), -32001, "no such ad");
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertError("{\"code\":-32001,\"message\":\"no such ad\"}", caller.call("ads.get", "[]"));
        }
    }

    @Test
    void answersMayComeInAnyOrder() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.shuffling(3, 5));
                RpcCaller caller = caller(service)) {
            RpcCaller.Open first = caller.call("a", "[1]");
            RpcCaller.Open second = caller.call("b", "[2]");
            RpcCaller.Open third = caller.call("c", "[3]");
            assertResult("[1]", first);
            assertResult("[2]", second);
            assertResult("[3]", third);
            assertEquals(1, service.accepted());
        }
    }

    @Test
    void aNotificationIsAcceptedOnceItIsWritten() throws Exception {
        Script script = peer -> {
            seen.add(peer.asked());
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertAccepted(caller.tell("ads.viewed", "{\"id\":7}"));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"ads.viewed\",\"params\":{\"id\":7}}",
                    seen.take().frame());
            assertEquals(0, caller.gauges().inFlight());
        }
    }

    @Test
    void version1HasBothMembersAndPlainErrors() throws Exception {
        Script script = peer -> {
            Asked asked = peer.asked();
            seen.add(asked);
            peer.say("{\"id\":" + asked.id() + ",\"result\":[1],\"error\":null}");
            peer.say("{\"id\":" + peer.asked().id() + ",\"result\":null,\"error\":\"unknown database\"}");
            peer.say("{\"error\":{\"error\":\"syntax error\"},\"id\":"
                    + peer.asked().id() + "}");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = RpcCaller.of(
                        ServiceSettings.version(ServiceSettings.jsonrpc(service.url()), ProtocolVersion.V1_0))) {
            assertResult("[1]", caller.call("list_dbs", ""));
            assertEquals(
                    "{\"id\":1,\"method\":\"list_dbs\",\"params\":[]}",
                    seen.take().frame());
            assertError("\"unknown database\"", caller.call("get_schema", "[\"x\"]"));
            assertError("{\"error\":\"syntax error\"}", caller.call("transact", "[\"x\"]"));
        }
    }

    @Test
    void aReplyWithAnUnknownIdIsDroppedAndItsConnectionTakesNoNewCalls() throws Exception {
        Script first = peer -> {
            Asked asked = peer.asked();
            peer.say(Peer.reply("4711", "\"somebody else's\""));
            peer.answer(asked, "\"mine\"");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(first, Script.echoing()));
                RpcCaller caller = caller(service)) {
            assertResult("\"mine\"", caller.call("a", "[1]"));
            assertEquals(1, caller.metrics().dropped(DroppedReply.UNKNOWN_ID));
            assertResult("[2]", caller.call("a", "[2]"));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void aSecondReplyIsDropped() throws Exception {
        Script first = peer -> {
            Asked asked = peer.asked();
            peer.raw(Peer.reply(asked, "1") + "\n" + Peer.reply(asked, "2") + "\n");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(first, Script.echoing()));
                RpcCaller caller = caller(service)) {
            assertResult("1", caller.call("a", ""));
            caller.await("the second reply", gauges -> caller.metrics().dropped(DroppedReply.UNKNOWN_ID) == 1);
            assertResult("[2]", caller.call("a", "[2]"));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void anIdThatOnlyLooksLikeOursIsUnknown() throws Exception {
        for (String id : List.of("\"1\"", "1.0", "1e0", "-1", "01", "[1]", "null", "true")) {
            Script script = peer -> {
                Asked asked = peer.asked();
                peer.say("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"not his\"}");
                peer.answer(asked, "\"his\"");
                peer.readToEnd();
            };
            try (ScriptedService service = ScriptedService.tcp(script);
                    RpcCaller caller = caller(service)) {
                if (id.equals("01")) {
                    assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.call("a", ""));
                } else {
                    assertResult("\"his\"", caller.call("a", ""));
                    assertEquals(1, caller.metrics().dropped(DroppedReply.UNKNOWN_ID), id);
                }
            }
        }
    }

    @Test
    void anErrorWithoutIdAnswersTheOnlyCallInFlight() throws Exception {
        Script script = peer -> {
            peer.asked();
            peer.say("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}");
            Asked next = peer.asked();
            peer.answer(next, "2");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertError("{\"code\":-32700,\"message\":\"Parse error\"}", caller.call("a", ""));
            assertResult("2", caller.call("a", ""));
            assertEquals(1, service.accepted());
        }
    }

    @Test
    void anErrorWithoutIdAmongSeveralCallsIsDropped() throws Exception {
        Script script = peer -> {
            List<Asked> both = peer.asked(2);
            peer.say("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}");
            peer.answer(both.get(1), "2");
            peer.answer(both.get(0), "1");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            RpcCaller.Open first = caller.call("a", "");
            RpcCaller.Open second = caller.call("b", "");
            assertResult("1", first);
            assertResult("2", second);
            assertEquals(1, caller.metrics().dropped(DroppedReply.UNKNOWN_ID));
            caller.await("the connection to go", gauges -> gauges.idleConnections() == 0);
        }
    }

    @Test
    void anErrorWithoutIdIsDroppedWhenNothingIsInFlight() throws Exception {
        Script first = peer -> {
            peer.say("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(first, Script.echoing()));
                RpcCaller caller = caller(service)) {
            caller.await("the error", gauges -> caller.metrics().dropped(DroppedReply.UNKNOWN_ID) == 1);
            assertResult("[2]", caller.call("a", "[2]"));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void aCallThatWasGivenUpCountsAsInFlightForAnErrorWithoutId() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Script script = peer -> {
            List<Asked> both = peer.asked(2);
            over.await();
            peer.say("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}");
            peer.answer(both.get(1), "2");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            RpcCaller.Open given = caller.call("a", "", Duration.ofMillis(300));
            RpcCaller.Open waiting = caller.call("b", "");
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, given);
            over.countDown();
            assertResult("2", waiting);
            assertEquals(1, caller.metrics().dropped(DroppedReply.UNKNOWN_ID));
        }
    }

    @Test
    void whatAServiceOfVersion1AsksIsAnsweredInItsVersion() throws Exception {
        Script script = peer -> {
            Asked asked = peer.asked();
            peer.say("{\"id\":\"echo\",\"method\":\"echo\",\"params\":[]}");
            seen.add(peer.asked());
            peer.say("{\"id\":[2],\"method\":\"steal\",\"params\":[\"lock\"]}");
            seen.add(peer.asked());
            peer.say("{\"id\":" + asked.id() + ",\"result\":1,\"error\":null}");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = RpcCaller.of(
                        ServiceSettings.version(ServiceSettings.jsonrpc(service.url()), ProtocolVersion.V1_0))) {
            assertResult("1", caller.call("a", ""));
            assertEquals(
                    "{\"id\":\"echo\",\"result\":[],\"error\":null}",
                    seen.take().frame());
            assertEquals(
                    "{\"id\":[2],\"result\":null,\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}",
                    seen.take().frame());
        }
    }

    @Test
    void whatTheServiceTellsOfItsOwnIsCountedAndDropped() throws Exception {
        Script script = peer -> {
            Asked asked = peer.asked();
            peer.say("{\"jsonrpc\":\"2.0\",\"method\":\"ads.changed\",\"params\":[1]}");
            peer.say("{\"id\":null,\"method\":\"update\",\"params\":[]}");
            peer.answer(asked, "1");
            peer.answer(peer.asked(), "2");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertResult("1", caller.call("a", ""));
            assertResult("2", caller.call("a", ""));
            assertEquals(2, caller.metrics().dropped(DroppedReply.NOTIFICATION));
            assertEquals(1, service.accepted());
        }
    }

    @Test
    void whatTheServiceAsksIsAnswered() throws Exception {
        Script script = peer -> {
            Asked asked = peer.asked();
            peer.say("{\"id\":\"echo\",\"method\":\"echo\",\"params\":[ 1,{}]}");
            seen.add(peer.asked());
            peer.say("{\"id\":2,\"method\":\"shutdown\",\"params\":[]}");
            seen.add(peer.asked());
            peer.say("{\"id\":3,\"method\":\"echo\"}");
            seen.add(peer.asked());
            peer.answer(asked, "1");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service)) {
            assertResult("1", caller.call("a", ""));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":\"echo\",\"result\":[ 1,{}]}",
                    seen.take().frame());
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}",
                    seen.take().frame());
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":null}",
                    seen.take().frame());
        }
    }
}
