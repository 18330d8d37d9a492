package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.EventLoop;
import dev.bailey.call.FailureKind;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JSON-RPC edge on real sockets. */
final class RpcEdgeIT {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final HeldCalls held = new HeldCalls();

    private static String call(int id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":[" + id + "],\"id\":" + id + "}";
    }

    private static String answer(int id) {
        return "{\"jsonrpc\":\"2.0\",\"result\":[" + id + "],\"id\":" + id + "}";
    }

    // ---- listening

    @Test
    void aUnixSocketIsServedAndItsFileGoesWithTheEdge(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("edge.sock");
        try (RunningRpcEdge edge =
                new RunningRpcEdge(held, LimitsConfig.DEFAULT, new ListenAddress.Unix(file.toString()))) {
            try (FrameCaller caller = edge.caller().sends(call(1))) {
                held.next().answer();
                assertEquals(answer(1), caller.answer());
            }
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void anAddressThatIsTakenIsTold() throws Exception {
        try (RunningRpcEdge edge = RunningRpcEdge.on(held)) {
            ExecutionException taken = assertThrows(
                    ExecutionException.class, () -> new RunningRpcEdge(held, LimitsConfig.DEFAULT, edge.address));
            assertTrue(taken.getCause() instanceof IOException, taken::toString);
        }
    }

    @Test
    void aConnectionOverTheLimitIsClosedAtOnce() throws Exception {
        try (RunningRpcEdge edge = new RunningRpcEdge(held, Limits.ofConnections(1), RunningEdge.ANY_PORT);
                FrameCaller first = edge.caller().sends(call(1))) {
            held.next().answer();
            assertEquals(answer(1), first.answer());
            try (FrameCaller second = edge.caller()) {
                assertNull(second.next());
            }
            RunningEdge.await(edge.rejected, 1);
        }
    }

    // ---- callers that go

    @Test
    void aHalfClosedCallerGetsItsAnswersHoweverLate() throws Exception {
        try (RunningRpcEdge edge = RunningRpcEdge.on(held);
                FrameCaller caller = edge.caller().sends(call(1)).sends(call(2)).sendsNoMore()) {
            HeldCalls.Held one = held.next();
            held.next().answer();
            assertEquals(answer(2), caller.answer());
            assertFalse(one.request().call().isCancelled());
            one.answer();
            assertEquals(List.of(answer(1)), caller.answersToTheEnd());
        }
    }

    @Test
    void aResetCancelsEveryCall() throws Exception {
        try (RunningRpcEdge edge = RunningRpcEdge.on(held)) {
            FrameCaller caller = edge.caller().sends(call(1)).sends("[" + call(2) + "," + call(3) + "]");
            List<HeldCalls.Held> calls = List.of(held.next(), held.next(), held.next());
            caller.resets();
            for (HeldCalls.Held call : calls) {
                assertEquals(FailureKind.CLIENT_GONE, call.cancelled().kind());
            }
            RunningEdge.await(edge.closed, 1);
        }
    }

    @Test
    void aCallerThatDoesNotReadIsNotReadFromAndThenClosed() throws Exception {
        Json large = Json.string("x".repeat(512 * 1024));
        try (RunningRpcEdge edge = new RunningRpcEdge(held, Limits.ofTime(SHORT), RunningEdge.ANY_PORT);
                FrameCaller caller = FrameCaller.withSmallWindow(edge.address, FramingPair.DEFAULT)) {
            List<HeldCalls.Held> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                caller.sends(call(i));
                calls.add(held.next());
            }
            calls.forEach(call -> call.answer(large));
            awaitTurn(calls.get(0).request().call().loop());
            caller.sends(call(20));
            RunningEdge.await(edge.closed, 1);
            assertEquals(20, held.began());
        }
    }

    private static void awaitTurn(EventLoop loop) throws Exception {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        // The flush that the answers asked for goes before.
        loop.execute(() -> loop.execute(() -> turn.complete(true)));
        assertTrue(RunningEdge.get(turn));
    }

    @Test
    void aSlowCallerThatReadsGetsAllOfItsAnswers() throws Exception {
        Json large = Json.string("x".repeat(512 * 1024));
        try (RunningRpcEdge edge = RunningRpcEdge.on(held);
                FrameCaller caller = FrameCaller.withSmallWindow(edge.address, FramingPair.DEFAULT)) {
            for (int i = 0; i < 8; i++) {
                caller.sends(call(i));
            }
            for (int i = 0; i < 8; i++) {
                held.next().answer(large);
            }
            for (String answer : caller.answers(8)) {
                assertTrue(answer.length() > 512 * 1024, "an answer is cut");
            }
        }
    }

    @Test
    void anOversizedFrameIsToldThoughItsRestStillComes() throws Exception {
        try (RunningRpcEdge edge = RunningRpcEdge.on(held);
                FrameCaller caller = edge.caller()) {
            caller.sends("x".repeat(3 << 20)).sendsNoMore();
            List<String> answers = caller.answersToTheEnd();
            assertEquals(1, answers.size());
            assertTrue(answers.get(0).contains("\"code\":-32013"), answers::toString);
        }
    }

    @Test
    void framingsOfEachWayAreApart() throws Exception {
        FramingPair pair = new FramingPair(Framing.LENGTH_PREFIX, Framing.NUL);
        try (RunningRpcEdge edge = new RunningRpcEdge(held, LimitsConfig.DEFAULT, RunningEdge.ANY_PORT, pair);
                FrameCaller caller = edge.caller().sends(call(1))) {
            held.next().answer();
            assertEquals(answer(1), caller.answer());
        }
    }

    // ---- the end

    @Test
    void theDrainAnswersWhatIsOpenAndRefusesNewCalls() throws Exception {
        try (RunningRpcEdge edge = RunningRpcEdge.on(held)) {
            FrameCaller caller = edge.caller().sends(call(1));
            HeldCalls.Held one = held.next();
            CompletableFuture<Integer> cut = edge.close(Duration.ofSeconds(10));
            RunningEdge.get(edge.edge.stopAccepting().toCompletableFuture());
            caller.sends(call(2));
            String refused = caller.answer();
            assertTrue(refused.contains("\"code\":-32053") && refused.contains("shutting down"), refused);
            one.answer();
            assertEquals(List.of(answer(1)), caller.answersToTheEnd());
            caller.close();
            assertEquals(0, RunningEdge.get(cut));
        }
    }

    @Test
    void whatOutlivesTheDrainIsCutAndCounted() throws Exception {
        try (RunningRpcEdge edge = RunningRpcEdge.on(held);
                FrameCaller caller = edge.caller().sends("[" + call(1) + "," + call(2) + "]")) {
            HeldCalls.Held one = held.next();
            assertEquals(2, RunningEdge.get(edge.close(SHORT)));
            assertEquals(FailureKind.OVERLOADED, one.cancelled().kind());
            String answer = caller.answer();
            assertEquals(2, answer.split("-32053", -1).length - 1, answer);
            assertNull(caller.next());
        }
    }
}
