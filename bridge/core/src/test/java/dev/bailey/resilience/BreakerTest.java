package dev.bailey.resilience;

import static dev.bailey.resilience.Evidence.ANSWERED;
import static dev.bailey.resilience.Evidence.NONE;
import static dev.bailey.resilience.Evidence.TIMED_OUT;
import static dev.bailey.resilience.Evidence.UNREACHABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final Evidence[] EVIDENCE = Evidence.values();

    private final Breaker breaker = new Breaker("ads", 3, OPEN);
    private long now = -7;

    @Test
    void opensAfterSoManyFailuresInARow() {
        calls(UNREACHABLE, TIMED_OUT);
        assertFalse(breaker.isOpen());
        calls(UNREACHABLE);
        assertTrue(breaker.isOpen());
        assertEquals(Breaker.REFUSED, enter());
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        calls(UNREACHABLE, UNREACHABLE, ANSWERED, UNREACHABLE, UNREACHABLE);
        assertFalse(breaker.isOpen());
    }

    @Test
    void whatTellsNothingNeitherCountsNorForgives() {
        calls(UNREACHABLE, NONE, NONE, NONE, UNREACHABLE, NONE);
        assertFalse(breaker.isOpen());
        calls(UNREACHABLE);
        assertTrue(breaker.isOpen());
    }

    @Test
    void letsOneCallThroughWhenItsTimeIsOver() {
        open();
        now += OPEN.toNanos() - 1;
        assertEquals(Breaker.REFUSED, enter());
        now += 1;
        assertNotEquals(Breaker.REFUSED, enter());
        assertEquals(Breaker.REFUSED, enter());
        assertTrue(breaker.isOpen(), "half open still keeps calls away");
    }

    @Test
    void anAnswerClosesIt() {
        int trial = halfOpen();
        breaker.ended(trial, ANSWERED, now);
        assertFalse(breaker.isOpen());
        calls(UNREACHABLE, UNREACHABLE);
        assertFalse(breaker.isOpen(), "the count begins anew");
    }

    @Test
    void aFailureOpensItForAsLongAgain() {
        int trial = halfOpen();
        now += 1000;
        breaker.ended(trial, TIMED_OUT, now);
        now += OPEN.toNanos() - 1;
        assertEquals(Breaker.REFUSED, enter());
        now += 1;
        assertNotEquals(Breaker.REFUSED, enter());
    }

    @Test
    void aTrialThatFoundOutNothingMakesRoomForTheNext() {
        int trial = halfOpen();
        breaker.ended(trial, NONE, now);
        assertNotEquals(Breaker.REFUSED, enter());
        assertEquals(Breaker.REFUSED, enter());
    }

    @Test
    void callsFromBeforeItOpenedChangeNothing() {
        int early = enter();
        int earlier = enter();
        int trial = halfOpen();
        breaker.ended(early, ANSWERED, now);
        assertTrue(breaker.isOpen(), "an old answer does not close it");
        breaker.ended(trial, ANSWERED, now);
        calls(UNREACHABLE, UNREACHABLE);
        breaker.ended(earlier, UNREACHABLE, now);
        assertFalse(breaker.isOpen(), "an old failure does not open it");
    }

    /** All orders of calls coming, ending and time passing: whenever the clock allows it, some call gets through. */
    @Test
    void neverStaysShutForGoodAndNeverLetsTwoTrialsThrough() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Breaker any = new Breaker("ads", 1 + random.nextInt(3), OPEN);
            List<Integer> inFlight = new ArrayList<>();
            for (int step = 0; step < 500; step++) {
                int what = random.nextInt(10);
                if (what < 5) {
                    boolean wasOpen = any.isOpen();
                    int era = any.tryEnter(now);
                    if (era != Breaker.REFUSED) {
                        assertFalse(wasOpen && inFlight.contains(era), "two trials at once: seed " + seed);
                        inFlight.add(era);
                    }
                } else if (what < 9 && !inFlight.isEmpty()) {
                    any.ended(
                            inFlight.remove(random.nextInt(inFlight.size())),
                            EVIDENCE[random.nextInt(EVIDENCE.length)],
                            now);
                } else {
                    now += random.nextLong(2 * OPEN.toNanos());
                }
            }
            for (int era : inFlight) {
                any.ended(era, NONE, now);
            }
            now += OPEN.toNanos();
            assertNotEquals(Breaker.REFUSED, any.tryEnter(now), "shut for good: seed " + seed);
        }
    }

    private int enter() {
        return breaker.tryEnter(now);
    }

    private void calls(Evidence... ends) {
        for (Evidence end : ends) {
            breaker.ended(enter(), end, now);
        }
    }

    private void open() {
        calls(UNREACHABLE, UNREACHABLE, UNREACHABLE);
    }

    private int halfOpen() {
        open();
        now += OPEN.toNanos();
        return enter();
    }
}
