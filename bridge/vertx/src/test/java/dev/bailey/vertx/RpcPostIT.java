package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.call.CallObserver;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.conformance.KitServices;
import dev.bailey.conformance.KitTransport;
import dev.bailey.conformance.RpcCases;
import dev.bailey.http.HttpHandler;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcReply;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON-RPC over HTTP POST: what is not in the messages themselves. */
final class RpcPostIT {
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":1}";

    private final HeldCalls held = new HeldCalls();

    private static HttpHandler edge(HeldCalls calls) {
        BridgeConfig config = ConfigLoader.load("kit.yaml", RpcCases.config(), Map.of());
        Bridge bridge = Bridge.builder()
                .config(config)
                .transport(new KitTransport(new KitServices()))
                .callLog(line -> {})
                .build();
        RpcEdgeConfig.Post edge = new RpcEdgeConfig.Post("/rpc", Optional.empty());
        return bridge.http(Map.of("/rpc", new RpcPost(calls, edge, LimitsConfig.DEFAULT, CallObserver.NONE)));
    }

    private static String post(String fields, String body) {
        return "POST /rpc HTTP/1.1\r\nHost: a\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @CsvSource({
        "GET,       /rpc,   application/json,                405",
        "PUT,       /rpc,   application/json,                405",
        "POST,      /rpc/,  application/json,                400",
        "POST,      /rpcs,  application/json,                404",
        "POST,      /rpc,   text/plain,                      415",
        "POST,      /rpc,   application/json;charset=latin1, 415",
        "POST,      /rpc,   application/json;charset=utf-8,  200",
        "POST,      /rpc,   application/json-rpc,            200",
        "POST,      /rpc,   application/x+json,              200",
        "POST,      /rpc?a, application/json,                200"
    })
    void theRequestIsCheckedBeforeTheMessage(String verb, String target, String type, int expected) throws Exception {
        try (RunningEdge edge = RunningEdge.on(edge(held));
                SocketCaller caller = edge.caller()) {
            caller.sends(verb + " " + target + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type
                    + "\r\nContent-Length: 9\r\n\r\nno JSON-R");
            WireAnswer answer = caller.answer();
            assertEquals(expected, answer.status(), answer::toString);
            if (expected == 405) {
                assertEquals("POST", answer.header("Allow"));
            }
            if (expected == 200) {
                assertEquals("application/json", answer.header("Content-Type"));
                assertTrue(answer.body().contains("\"code\":-32700"), answer::body);
            }
        }
    }

    @Test
    void serverTimingTellsTheServicesShareOfTheCallInside() throws Exception {
        RpcEdgeConfig.Post edge = new RpcEdgeConfig.Post("/rpc", Optional.empty());
        FakeCaller timed = new FakeCaller(
                new RpcPost(held, edge, LimitsConfig.DEFAULT, CallObserver.NONE), LimitsConfig.DEFAULT, true);
        timed.sends(post("Content-Type: application/json\r\n", CALL));
        HeldCalls.Held inside = held.next();
        timed.loop.pass(Duration.ofMillis(1));
        inside.request().call().waitStarts();
        timed.loop.pass(Duration.ofMillis(20));
        inside.request().call().serviceWaitEnds();
        inside.reply().complete(new RpcReply.Result(Json.number(1)));
        timed.settle();
        assertEquals(
                "bridge;dur=1.000, service;dur=20.000", timed.answers().get(0).header("Server-Timing"));
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        try (RunningEdge edge = RunningEdge.on(edge(held));
                SocketCaller caller = edge.caller()) {
            caller.sends(
                    "POST /rpc HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n");
            assertEquals(413, caller.answer().status());
        }
    }

    @Test
    void aCallerThatGoesCancelsItsCalls() throws Exception {
        try (RunningEdge edge = RunningEdge.on(edge(held))) {
            SocketCaller caller =
                    edge.caller().sends(post("Content-Type: application/json\r\n", "[" + CALL + "," + CALL + "]"));
            HeldCalls.Held one = held.next();
            HeldCalls.Held two = held.next();
            caller.resets();
            assertEquals(FailureKind.CLIENT_GONE, one.cancelled().kind());
            assertEquals(FailureKind.CLIENT_GONE, two.cancelled().kind());
        }
    }

    @Test
    void callsThatTheDrainCutsAreToldSo() throws Exception {
        try (RunningEdge edge = RunningEdge.on(edge(held));
                SocketCaller caller = edge.caller()
                        .sends(post("Content-Type: application/json\r\n", "[" + CALL + "," + CALL + "]"))) {
            HeldCalls.Held one = held.next();
            held.next();
            assertEquals(1, edge.cutAfter(Duration.ofMillis(50)));
            WireAnswer answer = caller.answersToTheEnd().get(0);
            assertEquals(200, answer.status());
            assertEquals(2, answer.body().split("-32053", -1).length - 1, answer.body());
            assertEquals(Outcome.OVERLOADED, one.request().call().outcome());
        }
    }

    @Test
    void theCallersPatienceHoldsForItsCalls() throws Exception {
        try (RunningEdge edge = RunningEdge.on(edge(held));
                SocketCaller caller = edge.caller()) {
            caller.sends(post("Content-Type: application/json\r\nx-envoy-expected-rq-timeout-ms: 50\r\n", CALL));
            HeldCalls.Held call = held.next();
            call.request().call().loop().execute(() -> call.request().call().startDeadline(60_000_000_000L));
            assertEquals(FailureKind.TIMEOUT, call.cancelled().kind());
            assertTrue(caller.answer().body().contains("\"code\":-32054"));
        }
    }
}
