package dev.bailey.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Outcome;
import dev.bailey.json.Json;
import dev.bailey.resilience.Deadlined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RpcExchangeTest {
    private static final Failure GONE = FailureKind.CLIENT_GONE.because("gone");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final FakeLoop loop = new FakeLoop();
    private final FakeHandler handler = new FakeHandler();
    private final List<Outcome> ends = new ArrayList<>();
    private final CallObserver observer = call -> ends.add(call.outcome());

    private RpcExchange start(CallerFrame frame) {
        return start(frame, handler);
    }

    private RpcExchange start(CallerFrame frame, RpcHandler next) {
        return RpcExchange.start(frame, loop, next, observer);
    }

    private static CallerMessage call(int id) {
        return new CallerMessage.Request(RpcVersion.V2, Json.number(id), "m" + id, Json.ABSENT);
    }

    private static CallerMessage notification(int number) {
        return new CallerMessage.Request(RpcVersion.V2, Json.ABSENT, "n" + number, Json.ABSENT);
    }

    private static CallerMessage invalid() {
        return new CallerMessage.Invalid(RpcVersion.V2, Json.NULL, "it is no call");
    }

    private static CallerFrame batch(int size, IntFunction<CallerMessage> message) {
        return new CallerFrame.Batch(IntStream.range(0, size).mapToObj(message).toList());
    }

    private static String answer(RpcExchange exchange) {
        assertTrue(isAnswered(exchange), "not answered yet");
        return exchange.answer().toCompletableFuture().join().toString();
    }

    private static boolean isAnswered(RpcExchange exchange) {
        return exchange.answer().toCompletableFuture().isDone();
    }

    private static String results(int size) {
        List<String> results = IntStream.range(0, size)
                .mapToObj(id -> "{\"jsonrpc\":\"2.0\",\"result\":\"m" + id + "\",\"id\":" + id + "}")
                .toList();
        return "[" + String.join(",", results) + "]";
    }

    @Test
    void answersAreInTheOrderOfTheCallsWhateverTheOrderOfTheReplies() {
        RpcExchange exchange = start(batch(10, RpcExchangeTest::call));
        handler.answerAllBackwards();
        assertEquals(results(10), answer(exchange));
    }

    @Test
    void callsBeginInTheirOrder() {
        start(batch(40, RpcExchangeTest::call));
        while (handler.open() > 0) {
            handler.answerAllBackwards();
        }
        assertEquals(IntStream.range(0, 40).mapToObj(i -> "m" + i).toList(), handler.methods());
    }

    @Test
    void sixteenCallsOfABatchAreOnTheirWayAtOnce() {
        RpcExchange exchange = start(batch(100, RpcExchangeTest::call));
        for (int answered = 0; answered < 100; answered++) {
            assertEquals(Math.min(16, 100 - answered), handler.open());
            assertFalse(isAnswered(exchange));
            handler.answer(answered, "m" + answered);
        }
        assertEquals(results(100), answer(exchange));
    }

    @Test
    void notificationsAndInvalidEntriesTakeTheirTurnsToo() {
        RpcExchange exchange = start(batch(60, i -> i % 3 == 0 ? invalid() : i % 3 == 1 ? notification(i) : call(i)));
        assertEquals(16, handler.open());
        while (handler.open() > 0) {
            handler.accept(handler.methods().indexOf("n1"));
            handler.answerAllBackwards();
        }
        String answer = answer(exchange);
        assertEquals(20, answer.split("-32600", -1).length - 1);
        assertEquals(20, answer.split("\"result\"", -1).length - 1);
    }

    @Test
    void oneDeadlineHoldsForTheWholeBatch() {
        RpcExchange exchange = start(batch(40, RpcExchangeTest::call), deadlined());
        loop.advance(TIMEOUT.dividedBy(2));
        assertEquals(16, handler.methods().size());
        IntStream.range(0, 16).forEach(i -> handler.answer(i, "in time"));
        assertEquals(32, handler.methods().size());
        loop.advance(TIMEOUT.dividedBy(2).minusMillis(1));
        assertFalse(isAnswered(exchange));
        loop.advance(Duration.ofMillis(21));
        String answer = answer(exchange);
        assertEquals(16, answer.split("in time", -1).length - 1);
        assertEquals(24, answer.split("-32054", -1).length - 1);
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void callsWhoseTurnComesAfterTheDeadlineAreNeverSent() {
        start(batch(100, RpcExchangeTest::call), deadlined());
        loop.advance(TIMEOUT.multipliedBy(3));
        assertEquals(16, handler.methods().size());
        assertFalse(loop.hasTimeouts());
    }

    private RpcHandler deadlined() {
        return new Deadlined<>(TIMEOUT, RpcReply.Failed::new, handler)::handle;
    }

    @Test
    void everyCallEndsOnceWithItsOwnOutcomeWhenTheAnswerIsWritten() {
        RpcExchange exchange = start(batch(4, i -> i == 3 ? invalid() : i == 2 ? notification(i) : call(i)));
        handler.answer(0, "yes");
        handler.accept(2);
        handler.answer(1, "yes");
        assertEquals(List.of(), ends);
        assertEquals(4, exchange.calls());
        exchange.written();
        exchange.written();
        exchange.cancel(GONE);
        assertEquals(List.of(Outcome.OK, Outcome.OK, Outcome.ACCEPTED, Outcome.BAD_REQUEST), ends);
    }

    @Test
    void aCallerWhoGoesTakesEveryCallAlong() {
        RpcExchange exchange = start(batch(40, RpcExchangeTest::call), deadlined());
        handler.answer(0, "too late");
        exchange.cancel(GONE);
        assertEquals(0, handler.open());
        assertEquals(17, handler.methods().size());
        assertEquals(Collections.nCopies(40, Outcome.CLIENT_GONE), ends);
        assertTrue(isAnswered(exchange), "whoever waits for the answer waits no longer");
        exchange.written();
        loop.advance(TIMEOUT.multipliedBy(2));
        assertEquals(40, ends.size());
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void aCallerWhoGoesTakesASingleCallAlong() {
        RpcExchange exchange = start(new CallerFrame.Single(call(1)));
        exchange.cancel(GONE);
        exchange.cancel(GONE);
        assertEquals(0, handler.open());
        assertEquals(List.of(Outcome.CLIENT_GONE), ends);
    }

    @Test
    void anAnswerAfterTheDeadlineChangesNothing() {
        RpcExchange exchange = start(new CallerFrame.Single(call(1)), deadlined());
        loop.advance(TIMEOUT.plusMillis(20));
        String answer = answer(exchange);
        handler.answer(0, "late");
        exchange.written();
        assertTrue(answer.contains("-32054"), answer);
        assertEquals(List.of(Outcome.TIMEOUT), ends);
    }

    @Test
    void onlyNotificationsHaveNoAnswer() {
        RpcExchange exchange = start(batch(20, RpcExchangeTest::notification));
        assertFalse(isAnswered(exchange));
        IntStream.range(0, 20).forEach(handler::accept);
        assertEquals("", answer(exchange));
        exchange.written();
        assertEquals(Collections.nCopies(20, Outcome.ACCEPTED), ends);
    }

    @Test
    void aRefusedFrameIsOneCallWithOneAnswer() {
        RpcExchange exchange = start(new CallerFrame.Refused(FailureKind.REQUEST_TOO_LARGE.because("too many")));
        assertEquals(1, exchange.calls());
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32013,\"message\":\"Too large\",\"data\":"
                        + "{\"outcome\":\"too_large\",\"detail\":\"too many\"}},\"id\":null}",
                answer(exchange));
        exchange.written();
        assertEquals(List.of(Outcome.TOO_LARGE), ends);
        assertEquals(List.of(), handler.methods());
    }

    @Test
    void aFailedNotificationEndsAsItFailed() {
        RpcHandler nowhere =
                request -> CompletableFuture.completedFuture(new RpcReply.Failed(FailureKind.NO_ROUTE.because("none")));
        RpcExchange exchange = start(new CallerFrame.Single(notification(1)), nowhere);
        assertEquals("", answer(exchange));
        exchange.written();
        assertEquals(List.of(Outcome.NO_ROUTE), ends);
    }

    @Test
    void theCallLogLearnsWhatWasWrong() {
        List<String> details = new ArrayList<>();
        RpcExchange exchange = RpcExchange.start(
                new CallerFrame.Single(invalid()), loop, handler, ended -> details.add(ended.detail()));
        exchange.written();
        assertEquals(List.of("it is no call"), details);
    }

    @Test
    void hugeBatchesThatFinishAtOnceNeedNoDeepStack() {
        int size = 200_000;
        RpcHandler echo = request -> CompletableFuture.completedFuture(
                new RpcReply.Result(Json.string(request.method().name())));
        assertEquals(results(size), answer(start(batch(size, RpcExchangeTest::call), echo)));
    }

    @Test
    void hugeBatchesWhoseFirstCallsAreSlowNeedNoDeepStack() {
        int size = 200_000;
        RpcHandler slowAtFirst = request -> handler.methods().size() < 16
                ? handler.handle(request)
                : CompletableFuture.completedFuture(
                        new RpcReply.Result(Json.string(request.method().name())));
        RpcExchange exchange = start(batch(size, RpcExchangeTest::call), slowAtFirst);
        handler.answerAllBackwards();
        assertEquals(results(size), answer(exchange));
    }

    @Test
    void callsStayOnTheLoopOfTheFrame() {
        List<Call> calls = new ArrayList<>();
        RpcExchange exchange = start(batch(3, RpcExchangeTest::call), request -> {
            calls.add(request.call());
            return handler.handle(request);
        });
        handler.answerAllBackwards();
        assertEquals(results(3), answer(exchange));
        assertTrue(calls.stream().allMatch(call -> call.loop() == loop));
    }
}
