package dev.bailey.client.rpc;

import static dev.bailey.client.rpc.Ends.assertResult;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.RpcCaller;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.rpc.RpcReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many calls at once. */
class RpcLoadIT {
    private static final Duration PLENTY = Duration.ofSeconds(15);

    private static List<RpcCaller.Open> callMany(RpcCaller caller, int count) {
        List<RpcCaller.Open> calls = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            calls.add(caller.call("a", params(i), PLENTY));
        }
        return calls;
    }

    private static String params(int number) {
        return "{\"id\":1,\"nonce\":" + number + "}";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void tenThousandCallsAtOnceEachGetTheirOwnAnswer(int loops) throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.holdingBack(2000, 42))) {
            ServiceConfig config = ServiceSettings.pool(
                    ServiceSettings.jsonrpc(service.url()),
                    pool -> pool.maxConnections(2).maxInFlight(5000).maxPending(10_000));
            try (RpcCaller caller = RpcCaller.of(config, LimitsConfig.DEFAULT, loops)) {
                List<RpcCaller.Open> calls = callMany(caller, 10_000);
                for (int i = 0; i < calls.size(); i++) {
                    assertResult(params(i), calls.get(i));
                }
                assertTrue(service.accepted() <= 2, service.accepted() + " connections");
                assertEquals(10_000, caller.metrics().attempts(Delivery.ANSWERED));
                assertEquals(10_000, caller.metrics().acquired());
                assertEquals(0, caller.gauges().inFlight());
            }
        }
    }

    @Test
    void minIdleConnectionsAreOpenedAtStartAndKept() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.silent())) {
            ServiceConfig config = ServiceSettings.pool(ServiceSettings.jsonrpc(service.url()), pool -> pool.minIdle(3)
                    .idleTimeout(Duration.ofMillis(1)));
            try (RpcCaller caller = RpcCaller.of(config, LimitsConfig.DEFAULT, 2)) {
                caller.await("the minimum", gauges -> gauges.idleConnections() == 3);
                service.stop();
                caller.await("all to be lost", gauges -> gauges.idleConnections() == 0);
                service.start();
                caller.await("the minimum again", gauges -> gauges.idleConnections() == 3 && service.open() == 3);
            }
        }
    }

    @Test
    void callsOfAllLoopsShareOneConnection() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.echoing())) {
            ServiceConfig config = ServiceSettings.pool(
                    ServiceSettings.jsonrpc(service.url()),
                    pool -> pool.maxConnections(1).maxInFlight(8).maxPending(1000));
            try (RpcCaller caller = RpcCaller.of(config, LimitsConfig.DEFAULT, 4)) {
                List<RpcCaller.Open> calls = callMany(caller, 1000);
                for (int i = 0; i < calls.size(); i++) {
                    assertResult(params(i), calls.get(i));
                }
                assertEquals(1, service.accepted());
            }
        }
    }

    @Test
    void aRestartWithAThousandCallsInFlightIsOverInTwoSeconds() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(Script.silent(), Script.echoing()))) {
            ServiceConfig config =
                    ServiceSettings.pool(ServiceSettings.jsonrpc(service.url()), pool -> pool.maxConnections(1)
                            .maxInFlight(1000));
            try (RpcCaller caller = RpcCaller.of(config, LimitsConfig.DEFAULT, 2)) {
                List<RpcCaller.Open> calls = callMany(caller, 1000);
                caller.await("all to have a place", gauges -> gauges.inFlight() == 1000);
                service.stop();
                for (RpcCaller.Open call : calls) {
                    assertFalse(succeeds(call));
                }
                long down = System.nanoTime() + Duration.ofMillis(500).toNanos();
                while (System.nanoTime() < down) {
                    Ends.assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.call("a", "[]"));
                }
                service.start();
                long back = System.nanoTime();
                while (!succeeds(caller.call("a", "[]"))) {
                    assertTrue(System.nanoTime() - back < Duration.ofSeconds(2).toNanos(), "still down");
                }
                assertTrue(service.accepted() <= 3, service.accepted() + " connections");
            }
        }
    }

    private static boolean succeeds(RpcCaller.Open call) throws Exception {
        RpcReply end = call.end();
        if (end instanceof RpcReply.Failed failed) {
            Failure failure = failed.failure();
            assertEquals(FailureKind.UNAVAILABLE, failure.kind());
            return false;
        }
        return true;
    }
}
