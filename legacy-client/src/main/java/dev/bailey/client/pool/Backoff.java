package dev.bailey.client.pool;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a service alone after failures in a row: doubling, bounded, and with jitter, so that a fleet does not knock
 * in step. A call waits for the next attempt and so learns the truth of its own time; hence the low bound.
 */
final class Backoff {
    private static final long FIRST = Duration.ofMillis(10).toNanos();
    private static final long LONGEST = Duration.ofMillis(100).toNanos();

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Nanoseconds after that many failures in a row, at least one. */
    long after(int failures) {
        long whole = Math.min(LONGEST, FIRST << Math.min(failures - 1, 10));
        return whole / 2 + (long) (random.nextDouble() * whole / 2);
    }

    /** A time, longer or shorter by up to that share of it. */
    long around(Duration time, double share) {
        return (long) (time.toNanos() * (1 + share * (2 * random.nextDouble() - 1)));
    }
}
