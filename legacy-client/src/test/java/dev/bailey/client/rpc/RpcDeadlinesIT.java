package dev.bailey.client.rpc;

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
import dev.bailey.config.ServiceConfig;
import dev.bailey.metrics.ServiceMetrics.DroppedReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Calls whose time is over, and what becomes of their places. */
class RpcDeadlinesIT {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch over = new CountDownLatch(1);

    /** With a connection that stands already, so that deadlines are about answers. */
    private static RpcCaller caller(ScriptedService service, UnaryOperator<ServiceSettings.Pool> pool)
            throws InterruptedException {
        ServiceConfig config = ServiceSettings.pool(ServiceSettings.jsonrpc(service.url()), pool);
        RpcCaller caller = RpcCaller.of(config);
        caller.await("a connection", gauges -> gauges.idleConnections() == 1);
        return caller;
    }

    @Test
    void aLateReplyIsDroppedAndCostsNothing() throws Exception {
        Script script = peer -> {
            Asked late = peer.asked();
            over.await();
            peer.answer(late, "\"late\"");
            peer.answer(peer.asked(), "\"in time\"");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service, pool -> pool)) {
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, caller.call("a", "", SHORT));
            over.countDown();
            assertResult("\"in time\"", caller.call("a", ""));
            assertEquals(1, caller.metrics().dropped(DroppedReply.LATE));
            assertEquals(0, caller.metrics().dropped(DroppedReply.UNKNOWN_ID));
            assertEquals(1, service.accepted());
        }
    }

    @Test
    void untilItsLateReplyACallKeepsItsPlace() throws Exception {
        Script script = peer -> {
            List<Asked> calls = peer.asked(3);
            over.await();
            peer.answer(calls.get(0), "\"late\"");
            peer.answer(peer.asked(), "4");
            peer.answer(calls.get(1), "2");
            peer.answer(calls.get(2), "3");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller =
                        caller(service, pool -> pool.maxConnections(1).maxInFlight(3))) {
            RpcCaller.Open timedOut = caller.call("a", "", SHORT);
            RpcCaller.Open second = caller.call("b", "");
            RpcCaller.Open third = caller.call("c", "");
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, timedOut);
            RpcCaller.Open fourth = caller.call("d", "");
            caller.await("the fourth to queue", gauges -> gauges.pending() == 1 && gauges.inFlight() == 3);
            over.countDown();
            assertResult("4", fourth);
            assertResult("2", second);
            assertResult("3", third);
        }
    }

    @Test
    void aConnectionWithHalfItsPlacesHeldTakesNoNewCalls() throws Exception {
        Script first = peer -> {
            List<Asked> calls = peer.asked(3);
            over.await();
            peer.answer(calls.get(2), "3");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(first, Script.echoing()));
                RpcCaller caller = caller(service, pool -> pool.maxInFlight(4))) {
            RpcCaller.Open one = caller.call("a", "", SHORT);
            RpcCaller.Open two = caller.call("b", "", SHORT);
            RpcCaller.Open three = caller.call("c", "");
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, one);
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, two);
            assertResult("[4]", caller.call("d", "[4]"));
            assertEquals(2, service.accepted());
            over.countDown();
            assertResult("3", three);
            caller.await("the first connection to close", gauges -> service.open() == 1);
        }
    }

    @Test
    void withOneCallAtATimeADeadlineClosesTheConnection() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(Script.silent(), Script.echoing()));
                RpcCaller caller = caller(service, pool -> pool.maxInFlight(1).maxConnections(1))) {
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, caller.call("a", "", SHORT));
            assertResult("[2]", caller.call("a", "[2]"));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void aDeadlineInTheMiddleOfItsAnswerClosesTheConnection() throws Exception {
        Script first = peer -> {
            List<Asked> both = peer.asked(2);
            peer.sayBeginning(Peer.reply(both.get(0), "[1,2,3,4,5,6]"), 45);
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(first, Script.echoing()));
                RpcCaller caller = caller(service, pool -> pool)) {
            RpcCaller.Open half = caller.call("a", "", SHORT);
            RpcCaller.Open other = caller.call("b", "");
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, half);
            assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, other);
            assertResult("[2]", caller.call("a", "[2]"));
        }
    }

    @Test
    void aDeadlineInTheMiddleOfAnothersAnswerClosesNothing() throws Exception {
        Script first = peer -> {
            List<Asked> both = peer.asked(2);
            String whole = Peer.reply(both.get(1), "[1,2,3,4,5,6]") + "\n";
            peer.raw(whole.substring(0, 45));
            over.await();
            peer.raw(whole.substring(45));
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(first);
                RpcCaller caller = caller(service, pool -> pool)) {
            RpcCaller.Open timedOut = caller.call("a", "", SHORT);
            RpcCaller.Open half = caller.call("b", "");
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, timedOut);
            over.countDown();
            assertResult("[1,2,3,4,5,6]", half);
        }
    }

    @Test
    void aDrippedAnswerDoesNotOutliveTheDeadline() throws Exception {
        Script script = peer -> {
            Asked asked = peer.asked();
            for (byte b : peer.frame(Peer.reply(asked, "\"" + "x".repeat(1000) + "\""))) {
                peer.write(new byte[] {b});
                Thread.sleep(5);
            }
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                RpcCaller caller = caller(service, pool -> pool)) {
            RpcCaller.Open call = caller.call("a", "", SHORT);
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, call);
            caller.await(
                    "the connection to close", gauges -> gauges.activeConnections() + gauges.idleConnections() == 0);
        }
    }

    @Test
    void aDeadlineInTheQueueIsATimeoutAndNotSent() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.silent());
                RpcCaller caller = caller(
                        service,
                        pool -> pool.maxConnections(1).maxInFlight(1).acquireTimeout(Duration.ofMillis(900)))) {
            RpcCaller.Open running = caller.call("a", "", Duration.ofSeconds(5));
            assertFailed(FailureKind.TIMEOUT, Delivery.NOT_SENT, caller.call("b", "", SHORT));
            assertFailed(FailureKind.OVERLOADED, Delivery.NOT_SENT, caller.call("c", ""));
            assertEquals(0, caller.gauges().pending());
            assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, running);
        }
    }

    @Test
    void aCallerThatGoesAwayFreesItsPlaceInTheQueue() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.silent());
                RpcCaller caller =
                        caller(service, pool -> pool.maxConnections(1).maxInFlight(1))) {
            RpcCaller.Open running = caller.call("a", "");
            RpcCaller.Open queued = caller.call("b", "");
            caller.await("the second to queue", gauges -> gauges.pending() == 1);
            queued.cancel();
            assertFailed(FailureKind.CLIENT_GONE, Delivery.NOT_SENT, queued);
            assertEquals(0, caller.gauges().pending());
            running.cancel();
            assertFailed(FailureKind.CLIENT_GONE, Delivery.UNKNOWN, running);
            caller.await("the connection to close", gauges -> service.open() == 0);
        }
    }
}
