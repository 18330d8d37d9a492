package dev.bailey.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BreakingTest {
    private static final long TIMEOUT = Duration.ofSeconds(1).toNanos();

    private final FakeLoop loop = new FakeLoop();
    private final FakeService service = new FakeService();
    private final Breaker breaker = new Breaker("ads", 2, Duration.ofSeconds(5));
    private final Breaking<Ask, Told> breaking = new Breaking<>(breaker, Told.Failed::new, service);

    @Test
    void callsPassWhileItIsClosed() {
        CompletableFuture<Told> reply = send(Call.on(loop));
        service.answers("yes");
        assertEquals(new Told.Answer("yes"), reply.join());
    }

    @Test
    void whenItIsOpenCallsFailWithoutAnAttempt() {
        fail(FailureKind.UNAVAILABLE);
        fail(FailureKind.UNAVAILABLE);
        Failure failure = ((Told.Failed) send(Call.on(loop)).join()).failure();
        assertEquals(FailureKind.BREAKER_OPEN, failure.kind());
        assertEquals(Delivery.NOT_SENT, failure.delivery());
        assertEquals(2, service.attempts());
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNAVAILABLE", "TIMEOUT"})
    void nothingElseOpensIt(FailureKind kind) {
        for (int i = 0; i < 10; i++) {
            fail(kind);
        }
        assertFalse(breaker.isOpen());
    }

    @Test
    void theRoutesOwnTimeoutCounts() {
        for (int i = 0; i < 2; i++) {
            timeOut(Call.on(loop));
        }
        assertTrue(breaker.isOpen());
    }

    @Test
    void aTimeoutThatTheCallerLoweredDoesNot() {
        for (int i = 0; i < 10; i++) {
            Call call = Call.on(loop);
            call.callerAllows(TIMEOUT - 1);
            timeOut(call);
        }
        assertFalse(breaker.isOpen());
    }

    @Test
    void aTimeoutThatTheCallerOnlyNamedCounts() {
        for (int i = 0; i < 2; i++) {
            Call call = Call.on(loop);
            call.callerAllows(TIMEOUT);
            timeOut(call);
        }
        assertTrue(breaker.isOpen());
    }

    @Test
    void aTimeoutSpentInABatchsQueueDoesNot() {
        for (int i = 0; i < 10; i++) {
            Call call = Call.on(loop);
            call.deadlineCountsFromStart();
            loop.advance(Duration.ofMillis(500));
            timeOut(call);
        }
        assertFalse(breaker.isOpen());
    }

    @Test
    void aFaultOfOurOwnLeavesNoTrialBehind() {
        fail(FailureKind.UNAVAILABLE);
        fail(FailureKind.UNAVAILABLE);
        loop.advance(Duration.ofSeconds(5));
        Breaking<Ask, Told> faulty = new Breaking<>(breaker, Told.Failed::new, ask -> {
            throw new IllegalStateException("scripted");
        });
        assertThrows(IllegalStateException.class, () -> faulty.handle(new Ask(Call.on(loop))));
        send(Call.on(loop));
        service.breaksDown();
        send(Call.on(loop));
        service.answers("back again");
        assertFalse(breaker.isOpen());
    }

    private CompletableFuture<Told> send(Call call) {
        return breaking.handle(new Ask(call)).toCompletableFuture();
    }

    private void fail(FailureKind kind) {
        send(Call.on(loop));
        service.fails(kind, Delivery.NOT_SENT);
    }

    private void timeOut(Call call) {
        call.startDeadline(TIMEOUT);
        send(call);
        loop.advance(Duration.ofNanos(TIMEOUT).plusMillis(20));
        assertEquals(0, service.open());
    }
}
