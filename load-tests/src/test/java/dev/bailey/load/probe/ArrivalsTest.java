package dev.bailey.load.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.load.plan.Stream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static long[] arrivals(double from, double to, long seed) {
        return Arrivals.of(new Stream(from, to, List.of(), false), Duration.ofSeconds(10), new SplittableRandom(seed));
    }

    @Test
    void asManyComeAsTheRateAsksFor() {
        long[] due = arrivals(1_000, 1_000, 1);
        assertEquals(10_000, due.length, 400);
        assertTrue(due[due.length - 1] < Duration.ofSeconds(10).toNanos());
        long[] sorted = due.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, due);
    }

    @Test
    void aRampBringsMoreAndMore() {
        long[] due = arrivals(0, 2_000, 1);
        long half = Arrays.stream(due).filter(at -> at < 5_000_000_000L).count();
        assertEquals(10_000, due.length, 400);
        assertEquals(0.25, (double) half / due.length, 0.03);
    }

    @Test
    void equalSeedsMakeEqualArrivals() {
        assertArrayEquals(arrivals(500, 500, 7), arrivals(500, 500, 7));
    }
}
