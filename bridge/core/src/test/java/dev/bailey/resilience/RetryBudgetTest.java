package dev.bailey.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RetryBudgetTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RetryBudget budget = new RetryBudget();
    private long now = -5 * SECOND;

    @Test
    void isFullAtFirst() {
        assertEquals(RetryBudget.MOST, spend());
    }

    @Test
    void fillsWithTime() {
        spend();
        now += 2 * SECOND;
        assertEquals(5, spend(), "a little less than 3 a second");
        now += 10;
        assertEquals(1, spend());
    }

    @Test
    void fillsWithCalls() {
        spend();
        calls(50);
        assertEquals(9, spend(), "a little less than one for 5 calls");
        calls(5);
        assertEquals(1, spend());
    }

    @Test
    void holdsNoMoreThanItsMost() {
        now += 1000 * SECOND;
        calls(1000);
        assertEquals(RetryBudget.MOST, spend());
        calls(1000);
        assertEquals(RetryBudget.MOST, spend());
        now += 1000 * SECOND;
        assertEquals(RetryBudget.MOST, spend());
    }

    /** Promise P9: attempts during a total outage are at most 1.2 × calls + 3/s + 30, whatever the load looks like. */
    @Test
    void boundsRetriesUnderAnyLoad() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RetryBudget any = new RetryBudget();
            long start = now;
            long calls = 0;
            long retries = 0;
            int gap = 1 + random.nextInt(50_000_000);
            for (int step = 0; step < 2000; step++) {
                now += random.nextInt(gap);
                if (random.nextInt(10) < 7) {
                    any.called(now);
                    calls++;
                } else if (any.tryRetry(now)) {
                    retries++;
                }
                double bound = 0.2 * calls + 3.0 * (now - start) / SECOND + 30;
                assertTrue(retries <= bound, "seed " + seed + ": " + retries + " retries of " + bound);
            }
        }
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            budget.called(now);
        }
    }

    private int spend() {
        int spent = 0;
        while (budget.tryRetry(now)) {
            spent++;
        }
        return spent;
    }
}
