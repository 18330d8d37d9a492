package dev.bailey.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimerWheelTest {
    private static final long TICK = TimerWheel.TICK.toNanos();
    private static final long START = 123_456_789;

    private final List<String> expired = new ArrayList<>();
    private final TimerWheel timers = new TimerWheel(START);
    private long now = START;

    private final class Named extends Timeout {
        private final String name;
        private Runnable then = () -> {};

        Named(String name) {
            this.name = name;
        }

        @Override
        protected void expire() {
            expired.add(name);
            then.run();
        }
    }

    @Test
    void nothingExpiresEarly() {
        timers.schedule(new Named("a"), now, 3 * TICK);
        advance(3 * TICK - 1);
        assertEquals(List.of(), expired);
        advance(1);
        assertEquals(List.of("a"), expired);
        assertTrue(timers.isEmpty());
    }

    @Test
    void aPartOfATickIsRoundedUp() {
        timers.schedule(new Named("a"), now, 2 * TICK + 1);
        advance(2 * TICK);
        assertEquals(List.of(), expired);
        advance(TICK);
        assertEquals(List.of("a"), expired);
    }

    @Test
    void noDelayIsTheNextTick() {
        timers.schedule(new Named("zero"), now, 0);
        timers.schedule(new Named("negative"), now, -5 * TICK);
        advance(TICK);
        assertEquals(2, expired.size());
    }

    @Test
    void anEndlessDelayNeverExpires() {
        timers.schedule(new Named("a"), now, Long.MAX_VALUE);
        advance(100_000 * TICK);
        assertEquals(List.of(), expired);
        assertFalse(timers.isEmpty());
    }

    @Test
    void aDelayOfManyTurnsWaitsForItsOwn() {
        timers.schedule(new Named("far"), now, 5_000 * TICK);
        for (int i = 1; i < 5_000; i++) {
            advance(TICK);
            assertEquals(List.of(), expired);
        }
        advance(TICK);
        assertEquals(List.of("far"), expired);
    }

    @Test
    void aWheelThatStoodStillExpiresAllThatIsDueAndNothingElse() {
        timers.schedule(new Named("soon"), now, TICK);
        timers.schedule(new Named("later"), now, 400 * TICK);
        timers.schedule(new Named("turns later"), now, 2_000 * TICK);
        timers.schedule(new Named("not yet"), now, 10_001 * TICK);
        advance(10_000 * TICK);
        assertEquals(
                List.of("later", "soon", "turns later"),
                expired.stream().sorted().toList());
        advance(TICK);
        assertEquals("not yet", expired.get(3));
    }

    @Test
    void anEmptyWheelThatStoodStillCountsFromNow() {
        now += 1_000_000 * TICK;
        timers.schedule(new Named("a"), now, 2 * TICK);
        advance(TICK);
        assertEquals(List.of(), expired);
        advance(TICK);
        assertEquals(List.of("a"), expired);
    }

    @Test
    void whatIsCancelledDoesNotExpire() {
        Named timeout = new Named("a");
        timers.schedule(timeout, now, TICK);
        assertTrue(timeout.isScheduled());
        timeout.cancel();
        timeout.cancel();
        assertFalse(timeout.isScheduled());
        assertTrue(timers.isEmpty());
        advance(10 * TICK);
        assertEquals(List.of(), expired);
    }

    @Test
    void schedulingAgainMoves() {
        Named timeout = new Named("a");
        timers.schedule(timeout, now, TICK);
        timers.schedule(timeout, now, 5 * TICK);
        advance(4 * TICK);
        assertEquals(List.of(), expired);
        advance(10 * TICK);
        assertEquals(List.of("a"), expired);
    }

    @Test
    void anExpiryMayScheduleItselfAgain() {
        Named timeout = new Named("a");
        timeout.then = () -> timers.schedule(timeout, now, TICK);
        timers.schedule(timeout, now, TICK);
        for (int i = 0; i < 5; i++) {
            advance(TICK);
        }
        assertEquals(5, expired.size());
    }

    @Test
    void anExpiryMayCancelOthersOfTheSameTick() {
        List<Named> all = List.of(new Named("a"), new Named("b"), new Named("c"));
        all.forEach(one -> one.then = () -> all.forEach(Timeout::cancel));
        all.forEach(one -> timers.schedule(one, now, TICK));
        advance(TICK);
        assertEquals(1, expired.size());
        assertTrue(timers.isEmpty());
    }

    @Test
    void anExpiryMayMoveOthersOfTheSameTick() {
        List<Named> all = List.of(new Named("a"), new Named("b"));
        all.forEach(one -> one.then =
                () -> all.stream().filter(Timeout::isScheduled).forEach(other -> timers.schedule(other, now, TICK)));
        all.forEach(one -> timers.schedule(one, now, TICK));
        advance(TICK);
        assertEquals(1, expired.size());
        advance(TICK);
        assertEquals(2, expired.size());
    }

    @Test
    void anExpiryThatThrowsKeepsNobodyElseFromExpiring() {
        Named bad = new Named("bad");
        bad.then = () -> {
            throw new IllegalStateException("bad");
        };
        timers.schedule(new Named("before"), now, TICK);
        timers.schedule(bad, now, TICK);
        timers.schedule(new Named("after"), now, TICK);
        timers.schedule(new Named("next"), now, 2 * TICK);
        assertThrows(IllegalStateException.class, () -> advance(TICK));
        advance(TICK);
        assertEquals(
                List.of("after", "bad", "before", "next"),
                expired.stream().sorted().toList());
    }

    @Test
    void timeThatStandsStillExpiresNothing() {
        timers.schedule(new Named("a"), now, TICK);
        timers.advance(now);
        timers.advance(now);
        assertEquals(List.of(), expired);
    }

    /** Against the plainest of models: a list of what is due when. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyScheduleExpiresAsTheModelSays(long seed) {
        Random random = new Random(seed);
        List<Modelled> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(new Modelled());
        }
        for (int step = 0; step < 5_000; step++) {
            Modelled one = all.get(random.nextInt(all.size()));
            switch (random.nextInt(4)) {
                case 0, 1 -> one.schedule(delay(random));
                case 2 -> one.disarm();
                default -> advanceChecking(all, random.nextInt(20) == 0 ? delay(random) : random.nextLong(2 * TICK));
            }
            assertEquals(all.stream().noneMatch(Timeout::isScheduled), timers.isEmpty());
        }
    }

    private static long delay(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong(TICK);
            case 1 -> random.nextLong(50 * TICK);
            case 2 -> random.nextLong(600 * TICK);
            default -> random.nextLong(3_000 * TICK);
        };
    }

    private void advanceChecking(List<Modelled> all, long by) {
        long before = now;
        all.forEach(one -> one.count = 0);
        advance(by);
        long lastTick = START + (now - START) / TICK * TICK;
        for (Modelled one : all) {
            boolean due = one.armed && one.due <= lastTick && lastTick > before - (before - START) % TICK;
            assertEquals(due ? 1 : 0, one.count, () -> "due " + one.due + " at " + now);
            one.armed &= !due;
            assertEquals(one.armed, one.isScheduled());
        }
    }

    private final class Modelled extends Timeout {
        private boolean armed;
        private long due;
        private int count;

        void schedule(long delay) {
            armed = true;
            // never in a tick that has begun
            due = Math.max(now + delay, START + ((now - START) / TICK) * TICK + 1);
            timers.schedule(this, now, delay);
        }

        void disarm() {
            armed = false;
            cancel();
        }

        @Override
        protected void expire() {
            assertTrue(armed && now >= due, "expired early");
            count++;
        }
    }

    private void advance(long nanos) {
        now += nanos;
        timers.advance(now);
    }
}
