package dev.bailey.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ByteFlowTest {
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Duration NEARLY = STALL.minusMillis(50);

    private final FakeLoop loop = new FakeLoop();
    private final Call call = Call.on(loop);
    private final FakeTap tap = new FakeTap();
    private final ByteFlow flow = new ByteFlow(call, loop, tap, ByteFlow.Side.SERVICE, STALL);

    private static final class FakeTap implements Tap {
        private boolean paused;
        private int aborted;

        @Override
        public void pause() {
            assertFalse(paused);
            paused = true;
        }

        @Override
        public void resume() {
            assertTrue(paused);
            paused = false;
        }

        @Override
        public void abort() {
            aborted++;
        }
    }

    @AfterEach
    void nothingIsLeftInTheWheel() {
        assertFalse(loop.hasTimeouts());
    }

    private void comes(String text) {
        flow.offer(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length);
    }

    @Test
    void piecesComeInOrderAsTheyAreAskedFor() {
        comes("a");
        Drinker drinker = Drinker.of(flow);
        comes("b");
        comes("c");
        assertEquals("", drinker.got());
        assertEquals("ab", drinker.asksFor(2).got());
        flow.complete();
        assertEquals("", drinker.end);
        assertEquals("abc", drinker.asksFor(1).got());
        assertEquals("whole", drinker.end);
    }

    @Test
    void anEndThatCameBeforeTheSubscriberIsTold() {
        flow.complete();
        assertEquals("whole", Drinker.of(flow).end);
    }

    @Test
    void aFailureThatCameBeforeTheSubscriberIsToldAndNothingElse() {
        comes("a");
        flow.fail(FailureKind.BAD_REPLY.because("x"));
        Drinker drinker = Drinker.of(flow).asksFor(5);
        assertEquals("", drinker.got());
        assertEquals("BAD_REPLY", drinker.end);
    }

    @Test
    void theTapIsPausedWhenAWindowWaitsAndResumedAtHalfOfIt() {
        Drinker drinker = Drinker.of(flow);
        String quarter = "x".repeat(ByteFlow.WINDOW / 4);
        for (int i = 0; i < 3; i++) {
            comes(quarter);
            assertFalse(tap.paused);
        }
        comes(quarter);
        assertTrue(tap.paused);
        drinker.asksFor(1);
        assertTrue(tap.paused);
        drinker.asksFor(1);
        assertFalse(tap.paused);
        drinker.leaves();
    }

    @Test
    void aTapThatHasGivenAllIsFreeForOthers() {
        Drinker drinker = Drinker.of(flow);
        comes("x".repeat(ByteFlow.WINDOW));
        assertTrue(tap.paused);
        flow.complete();
        assertFalse(tap.paused);
        drinker.asksFor(1);
        assertEquals("whole", drinker.end);
    }

    @Test
    void aServiceThatStallsIsATimeout() {
        Drinker drinker = Drinker.of(flow).asksFor(Long.MAX_VALUE);
        loop.advance(NEARLY);
        comes("a");
        loop.advance(NEARLY);
        assertEquals("", drinker.end);
        loop.advance(Duration.ofMillis(100));
        assertEquals("TIMEOUT", drinker.end);
        assertEquals(1, tap.aborted);
    }

    @Test
    void aCallerThatStallsIsGone() {
        Drinker drinker = Drinker.of(flow);
        comes("a");
        loop.advance(NEARLY);
        drinker.asksFor(1);
        comes("b");
        loop.advance(NEARLY);
        assertEquals("", drinker.end);
        loop.advance(Duration.ofMillis(100));
        assertEquals("CLIENT_GONE", drinker.end);
        assertEquals(1, tap.aborted);
    }

    @Test
    void aCallerThatTakesWhatItHasDoesNotStall() {
        Drinker drinker = Drinker.of(new OneLineFlow(flow));
        comes("a");
        for (int i = 0; i < 4; i++) {
            loop.advance(NEARLY);
            drinker.takes();
        }
        assertEquals("", drinker.end);
        loop.advance(STALL.plusMillis(50));
        assertEquals("CLIENT_GONE", drinker.end);
    }

    @Test
    void aServiceThatOwesTheNextPieceStallsWhateverTheCallerTakes() {
        Drinker drinker = Drinker.of(flow).asksFor(1);
        loop.advance(NEARLY);
        drinker.takes();
        loop.advance(Duration.ofMillis(100));
        assertEquals("TIMEOUT", drinker.end);
    }

    @Test
    void whoWaitsInALineBehindAnotherFlowDoesNotStall() {
        comes("a");
        loop.advance(STALL.multipliedBy(3));
        Drinker drinker = Drinker.of(flow).asksFor(1);
        flow.complete();
        assertEquals("a", drinker.got());
        assertEquals("whole", drinker.end);
    }

    @Test
    void aCancelledCallEndsTheFlowAndClosesItsSource() {
        Drinker drinker = Drinker.of(flow).asksFor(1);
        call.onCancel(flow::callCancelled);
        call.cancel(FailureKind.CLIENT_GONE.because("x"));
        assertEquals("CLIENT_GONE", drinker.end);
        assertEquals(1, tap.aborted);
        comes("too late");
        assertEquals("", drinker.got());
    }

    @Test
    void aSubscriberThatLeavesClosesTheSource() {
        Drinker drinker = Drinker.of(flow).asksFor(1);
        drinker.leaves();
        assertEquals(1, tap.aborted);
        comes("a");
        flow.complete();
        assertEquals("", drinker.got() + drinker.end);
    }

    @Test
    void aFlowHasOneSubscriber() {
        Drinker drinker = Drinker.of(flow);
        assertThrows(IllegalStateException.class, () -> Drinker.of(flow));
        drinker.leaves();
    }

    @Test
    void waitingForTheServiceAndForTheCallerIsNotTheBridges() {
        Drinker drinker = Drinker.of(flow).asksFor(1);
        loop.advance(Duration.ofSeconds(3));
        comes("a");
        loop.advance(Duration.ofSeconds(2));
        drinker.asksFor(1);
        loop.advance(Duration.ofSeconds(1));
        flow.complete();
        assertEquals("whole", drinker.end);
        assertEquals(Duration.ofSeconds(4).toNanos(), call.serviceWaitNanos());
        assertEquals(0, call.overheadNanos());
    }
}
