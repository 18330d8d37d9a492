package dev.bailey.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CallTest {
    private static final Failure GONE = FailureKind.CLIENT_GONE.because("the caller went away");
    private static final Failure LATE = FailureKind.TIMEOUT.because("too late");

    private final FakeLoop loop = new FakeLoop();
    private final Call call = Call.on(loop);
    private final List<String> seen = new ArrayList<>();

    // ---- end

    @Test
    void itEndsOnce() {
        call.observer(ended -> seen.add(ended.outcome().label()));
        assertFalse(call.hasEnded());
        assertTrue(call.end(Outcome.OK));
        assertFalse(call.end(Outcome.INTERNAL));
        assertFalse(call.end(Outcome.OK));
        assertTrue(call.hasEnded());
        assertEquals(Outcome.OK, call.outcome());
        assertEquals(List.of("ok"), seen);
    }

    @Test
    void itHasNoOutcomeBeforeItsEnd() {
        assertThrows(IllegalStateException.class, call::outcome);
    }

    @Test
    void ofManyThreadsOneEndsIt() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            Call contested = Call.on(loop);
            AtomicInteger observed = new AtomicInteger();
            contested.observer(ended -> observed.incrementAndGet());
            assertEquals(1, atOnce(() -> contested.end(Outcome.OK), () -> contested.end(Outcome.CLIENT_GONE)));
            assertEquals(1, observed.get());
        }
    }

    /** How many of the two return true. */
    private static int atOnce(BooleanSupplier one, BooleanSupplier other) throws InterruptedException {
        AtomicInteger won = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (BooleanSupplier each : List.of(one, other)) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                if (each.getAsBoolean()) {
                    won.incrementAndGet();
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return won.get();
    }

    // ---- deadline

    @Test
    void withoutDeadlineNothingIsKnownOfWhatIsLeft() {
        assertEquals(OptionalLong.empty(), call.remainingNanos());
        call.stopDeadline();
    }

    @Test
    void theDeadlineCancelsIt() {
        call.onCancel(() -> seen.add(call.cancellation().kind().name()));
        call.startDeadline(millis(100));
        assertEquals(OptionalLong.of(millis(100)), call.remainingNanos());
        loop.advance(Duration.ofMillis(99));
        assertFalse(call.isCancelled());
        loop.advance(Duration.ofMillis(11));
        assertTrue(call.isCancelled());
        assertEquals(List.of("TIMEOUT"), seen);
        assertFalse(call.hasEnded());
    }

    @Test
    void whatIsLeftGoesBelowZero() {
        call.startDeadline(millis(10));
        loop.stall(Duration.ofMillis(15));
        assertEquals(OptionalLong.of(millis(-5)), call.remainingNanos());
    }

    @Test
    void theCallerMayLowerTheDeadlineAndNeverRaiseIt() {
        call.callerAllows(millis(50));
        call.callerAllows(millis(70));
        call.startDeadline(millis(100));
        assertEquals(OptionalLong.of(millis(50)), call.remainingNanos());

        Call patient = Call.on(loop);
        patient.callerAllows(Long.MAX_VALUE);
        patient.startDeadline(millis(100));
        assertEquals(OptionalLong.of(millis(100)), patient.remainingNanos());
    }

    @Test
    void aCallerThatAllowsNothingGetsTheNextTick() {
        call.callerAllows(-1);
        call.startDeadline(millis(100));
        loop.advance(TimerWheel.TICK);
        assertTrue(call.isCancelled());
    }

    @Test
    void aStoppedDeadlineIsStillKnownAndCancelsNothing() {
        call.startDeadline(millis(100));
        call.stopDeadline();
        assertFalse(loop.hasTimeouts());
        loop.advance(Duration.ofSeconds(1));
        assertFalse(call.isCancelled());
    }

    // ---- cancellation

    @Test
    void cancellingRunsTheHookOnce() {
        call.onCancel(() -> seen.add("cancelled"));
        call.cancel(GONE);
        call.cancel(LATE);
        assertEquals(List.of("cancelled"), seen);
        assertEquals(FailureKind.CLIENT_GONE, call.cancellation().kind());
    }

    @Test
    void cancellingStopsTheDeadline() {
        call.startDeadline(millis(100));
        call.cancel(GONE);
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void aHookThatComesTooLateRunsAtOnce() {
        call.cancel(GONE);
        call.onCancel(() -> seen.add("late"));
        assertEquals(List.of("late"), seen);
    }

    @Test
    void onlyTheLastHolderIsTold() {
        call.onCancel(() -> seen.add("queue"));
        call.onCancel(() -> seen.add("connection"));
        call.cancel(GONE);
        assertEquals(List.of("connection"), seen);
    }

    @Test
    void aHolderThatLetGoIsNotTold() {
        call.onCancel(() -> seen.add("queue"));
        call.onCancel(null);
        call.cancel(GONE);
        call.onCancel(null);
        assertEquals(List.of(), seen);
    }

    @Test
    void anotherThreadsCancellationReachesTheHookOnTheLoop() throws InterruptedException {
        call.onCancel(() -> seen.add(loop.inLoop() ? "in loop" : "outside"));
        onAnotherThread(() -> call.cancel(GONE));
        assertTrue(call.isCancelled());
        assertEquals(List.of(), seen);
        loop.runTasks();
        assertEquals(List.of("in loop"), seen);
    }

    @Test
    void aHolderThatCameBetweenCancellationAndHookIsToldAloneAndOnce() throws InterruptedException {
        call.onCancel(() -> seen.add("queue"));
        onAnotherThread(() -> call.cancel(GONE));
        // the loop has not heard of it when the queue hands the call on
        call.onCancel(() -> seen.add("connection"));
        loop.runTasks();
        assertEquals(List.of("connection"), seen);
    }

    @Test
    void afterItsEndNothingCancelsIt() {
        call.onCancel(() -> seen.add("cancelled"));
        call.end(Outcome.OK);
        call.cancel(GONE);
        loop.runTasks();
        assertEquals(List.of(), seen);
        assertFalse(call.isCancelled());
    }

    @Test
    void aHostThatCancelsAndEndsInOneBreathStillReachesTheHook() throws InterruptedException {
        call.onCancel(() -> seen.add("cancelled"));
        onAnotherThread(() -> {
            call.cancel(GONE);
            call.end(Outcome.CLIENT_GONE);
        });
        loop.runTasks();
        assertEquals(List.of("cancelled"), seen);
    }

    @Test
    void theCancellationTellsHowFarTheRequestCame() {
        call.attemptStarts();
        call.delivered(Delivery.UNKNOWN);
        call.cancel(LATE);
        assertEquals(Delivery.UNKNOWN, call.cancellation().delivery());
        assertThrows(IllegalStateException.class, Call.on(loop)::cancellation);
    }

    // ---- phases

    @Test
    void overheadIsWhatNobodyElseTook() {
        loop.stall(Duration.ofMillis(1));
        call.waitStarts();
        loop.stall(Duration.ofMillis(20));
        call.callerWaitEnds();
        loop.stall(Duration.ofMillis(2));
        call.waitStarts();
        loop.stall(Duration.ofMillis(300));
        call.serviceWaitEnds();
        loop.stall(Duration.ofMillis(4));
        call.end(Outcome.OK);
        loop.stall(Duration.ofSeconds(5));
        assertEquals(millis(327), call.elapsedNanos());
        assertEquals(millis(300), call.serviceWaitNanos());
        assertEquals(millis(7), call.overheadNanos());
    }

    @Test
    void twoAttemptsWaitTwice() {
        for (int attempt = 0; attempt < 2; attempt++) {
            call.attemptStarts();
            call.waitStarts();
            loop.stall(Duration.ofMillis(10));
            call.serviceWaitEnds();
        }
        assertEquals(2, call.attempts());
        assertEquals(millis(20), call.serviceWaitNanos());
        assertEquals(0, call.overheadNanos());
    }

    @Test
    void elapsedRunsUntilTheEnd() {
        loop.stall(Duration.ofMillis(3));
        assertEquals(millis(3), call.elapsedNanos());
    }

    // ---- delivery

    @Test
    void anAttemptBeginsUnsent() {
        assertEquals(0, call.attempts());
        assertEquals(Delivery.NOT_SENT, call.delivery());
        call.attemptStarts();
        call.delivered(Delivery.UNKNOWN);
        call.attemptStarts();
        assertEquals(Delivery.NOT_SENT, call.delivery());
        call.delivered(Delivery.ANSWERED);
        assertEquals(Delivery.ANSWERED, call.delivery());
    }

    // ---- the table of failures

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyFailureHasAStatusAndACodeOfItsOutcome(FailureKind kind) {
        assertFalse(kind.outcome().isSuccess());
        assertTrue(kind.status() >= 400 && kind.status() < 600);
        assertTrue(kind.code() <= -32000 && kind.code() >= -32768);
        Failure failure = kind.because("why");
        assertEquals(kind.outcome(), failure.outcome());
        assertEquals(Delivery.NOT_SENT, failure.delivery());
        assertEquals(Delivery.ANSWERED, failure.delivered(Delivery.ANSWERED).delivery());
        assertEquals("why", new FailureException(failure).getMessage());
    }

    // ---- observers

    @Test
    void observersAreToldInTurn() {
        CallObserver both = ((CallObserver) ended -> seen.add("first")).and(ended -> seen.add("second"));
        call.observer(both);
        call.end(Outcome.OK);
        assertEquals(List.of("first", "second"), seen);
    }

    @Test
    void nobodyAndAnotherIsTheOther() {
        CallObserver other = ended -> {};
        assertEquals(other, CallObserver.NONE.and(other));
        CallObserver.NONE.ended(call);
    }

    private static void onAnotherThread(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
