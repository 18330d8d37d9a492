package dev.bailey.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Handler;
import dev.bailey.call.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RetryingTest {
    private static final Duration LONG_ENOUGH = Duration.ofMillis(120);

    private final FakeLoop loop = new FakeLoop();
    private final FakeService service = new FakeService();
    private final AtomicInteger retries = new AtomicInteger();
    private final Call call = Call.on(loop);

    @ParameterizedTest
    @CsvSource({
        "false, NOT_SENT, true",
        "false, UNKNOWN,  false",
        "true,  NOT_SENT, true",
        "true,  UNKNOWN,  true",
    })
    void triesAgainWhereItCanDoNoHarm(boolean idempotent, Delivery delivery, boolean again) {
        CompletableFuture<Told> reply = send(idempotent);
        service.fails(FailureKind.UNAVAILABLE, delivery);
        loop.advance(LONG_ENOUGH);
        assertEquals(again ? 2 : 1, service.attempts());
        assertEquals(again ? 1 : 0, retries.get());
        assertEquals(!again, reply.isDone());
    }

    @ParameterizedTest
    @EnumSource(value = FailureKind.class, mode = EnumSource.Mode.EXCLUDE, names = "UNAVAILABLE")
    void triesAgainAfterNothingElse(FailureKind kind) {
        CompletableFuture<Told> reply = send(true);
        service.fails(kind, Delivery.NOT_SENT);
        assertEquals(kind.outcome(), reply.join().outcome());
        loop.advance(LONG_ENOUGH);
        assertEquals(1, service.attempts());
    }

    @Test
    void answersPassUntouched() {
        CompletableFuture<Told> reply = send(true);
        service.answers("yes");
        assertEquals(new Told.Answer("yes"), reply.join());
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void waitsTenToAHundredMilliseconds() {
        send(RetryingTest::shortest);
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        loop.advance(Duration.ofMillis(9));
        assertEquals(1, service.attempts());
        loop.advance(Duration.ofMillis(11));
        assertEquals(2, service.attempts());

        send(RetryingTest::longest);
        service.answers("to the first call");
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        loop.advance(Duration.ofMillis(99));
        assertEquals(3, service.attempts());
        loop.advance(Duration.ofMillis(11));
        assertEquals(4, service.attempts());
    }

    @Test
    void triesAgainOnceOnly() {
        CompletableFuture<Told> reply = send(true);
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        loop.advance(LONG_ENOUGH);
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        assertEquals(Outcome.UNAVAILABLE, reply.join().outcome());
        loop.advance(LONG_ENOUGH);
        assertEquals(2, service.attempts());
        assertEquals(2, call.attempts());
    }

    @Test
    void theSecondAnswerCounts() {
        CompletableFuture<Told> reply = send(true);
        service.fails(FailureKind.UNAVAILABLE, Delivery.UNKNOWN);
        loop.advance(LONG_ENOUGH);
        service.answers("at last");
        assertEquals(new Told.Answer("at last"), reply.join());
        assertEquals(Delivery.ANSWERED, call.reached());
    }

    @Test
    void whatMayHaveReachedTheServiceOnceStaysSo() {
        send(true);
        service.fails(FailureKind.UNAVAILABLE, Delivery.UNKNOWN);
        loop.advance(LONG_ENOUGH);
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        assertEquals(Delivery.NOT_SENT, call.delivery());
        assertEquals(Delivery.UNKNOWN, call.reached());
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"OVERLOADED", "BREAKER_OPEN"})
    void aRefusedRetryLeavesTheFirstFailure(FailureKind refusal) {
        CompletableFuture<Told> reply = send(true);
        service.fails(FailureKind.UNAVAILABLE, Delivery.UNKNOWN);
        loop.advance(LONG_ENOUGH);
        service.fails(refusal, Delivery.NOT_SENT);
        assertEquals(
                FailureKind.UNAVAILABLE, ((Told.Failed) reply.join()).failure().kind());
    }

    @Test
    void doesNotWaitPastTheDeadline() {
        call.startDeadline(Duration.ofMillis(100).toNanos());
        CompletableFuture<Told> reply = send(RetryingTest::longest);
        loop.advance(Duration.ofMillis(10));
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        assertEquals(Outcome.UNAVAILABLE, reply.join().outcome());
        assertEquals(0, retries.get());
    }

    @Test
    void theDeadlineCoversTheRetry() {
        call.startDeadline(Duration.ofMillis(200).toNanos());
        CompletableFuture<Told> reply = send(RetryingTest::longest);
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        loop.advance(LONG_ENOUGH);
        assertEquals(1, service.open());
        loop.advance(LONG_ENOUGH);
        assertEquals(Outcome.TIMEOUT, reply.join().outcome());
        assertEquals(0, service.open());
    }

    @Test
    void aCallerWhoGoesAwayDuringThePauseEndsIt() {
        CompletableFuture<Told> reply = send(RetryingTest::longest);
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        call.cancel(FailureKind.CLIENT_GONE.because("gone"));
        assertEquals(Outcome.CLIENT_GONE, reply.join().outcome());
        assertFalse(loop.hasTimeouts());
        loop.advance(LONG_ENOUGH);
        assertEquals(1, service.attempts());
    }

    @Test
    void aCancelledCallIsNotTriedAgain() {
        CompletableFuture<Told> reply = new CompletableFuture<>();
        retrying(new RetryBudget(), true, RetryingTest::shortest, ask -> reply).handle(new Ask(call));
        call.cancel(FailureKind.CLIENT_GONE.because("gone"));
        reply.complete(new Told.Failed(FailureKind.UNAVAILABLE.because("lost meanwhile")));
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void aFaultOfOurOwnInTheSecondAttemptEndsTheCall() {
        CompletableFuture<Told> reply = send(true);
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        loop.advance(LONG_ENOUGH);
        service.breaksDown();
        assertTrue(reply.isCompletedExceptionally());
    }

    @Test
    void anEmptyBudgetForbidsIt() {
        RetryBudget budget = new RetryBudget();
        while (budget.tryRetry(loop.nanoTime())) {}
        CompletableFuture<Told> reply = new CompletableFuture<>();
        retrying(budget, true, RetryingTest::shortest, service)
                .handle(new Ask(call))
                .thenAccept(reply::complete);
        service.fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        assertEquals(Outcome.UNAVAILABLE, reply.join().outcome());
        assertEquals(0, retries.get());
    }

    /** Promise P9, through the wrapper: every attempt of ten seconds' calls at once fails. */
    @Test
    void aTotalOutageIsNotMadeWorse() {
        SplittableRandom random = new SplittableRandom(9);
        Retrying<Ask, Told> retrying = retrying(new RetryBudget(), true, random::nextInt, service);
        int calls = 0;
        for (int tick = 0; tick < 1000; tick++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                calls++;
                retrying.handle(new Ask(Call.on(loop)));
            }
            while (service.open() > 0) {
                service.fails(FailureKind.UNAVAILABLE, Delivery.UNKNOWN);
            }
            loop.advance(Duration.ofMillis(10));
        }
        double bound = 1.2 * calls + 3 * 10 + 30;
        assertTrue(service.attempts() <= bound, service.attempts() + " attempts of " + bound);
        assertTrue(service.attempts() > bound - 5, "the budget is used: " + service.attempts() + " of " + bound);
    }

    private static int shortest(int bound) {
        return 0;
    }

    private static int longest(int bound) {
        return bound - 1;
    }

    private CompletableFuture<Told> send(boolean idempotent) {
        return retrying(new RetryBudget(), idempotent, RetryingTest::shortest, service)
                .handle(new Ask(call))
                .toCompletableFuture();
    }

    private CompletableFuture<Told> send(IntUnaryOperator draws) {
        return retrying(new RetryBudget(), true, draws, service)
                .handle(new Ask(call))
                .toCompletableFuture();
    }

    private Retrying<Ask, Told> retrying(
            RetryBudget budget, boolean idempotent, IntUnaryOperator draws, Handler<Ask, Told> next) {
        return new Retrying<>(budget, idempotent, draws, retries::incrementAndGet, Told.Failed::new, next);
    }
}
