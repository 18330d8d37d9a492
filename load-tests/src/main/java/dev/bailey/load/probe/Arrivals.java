package dev.bailey.load.probe;

import dev.bailey.load.plan.Stream;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** When calls are due: a Poisson process, as many independent callers make it, computed before the block begins. */
final class Arrivals {
    private static final int MOST = 4_000_000;

    private Arrivals() {}

    /**
     * Nanoseconds from the start of the block, in order.
     *
     * @param random equal seeds make equal arrivals: blocks of a round differ in their path only
     */
    static long[] of(Stream stream, Duration length, RandomGenerator random) {
        double seconds = length.toNanos() / 1e9;
        double highest = Math.max(stream.fromRate(), stream.toRate());
        long[] due = new long[(int) Math.min(MOST, highest * seconds * 1.5 + 100)];
        int count = 0;
        double at = gap(highest, random);
        while (at < seconds && count < due.length) {
            double rate = stream.fromRate() + (stream.toRate() - stream.fromRate()) * at / seconds;
            // thinning: a steady process of which as many are kept as the rate of the moment asks for
            if (random.nextDouble() * highest < rate) {
                due[count++] = (long) (at * 1e9);
            }
            at += gap(highest, random);
        }
        return Arrays.copyOf(due, count);
    }

    private static double gap(double rate, RandomGenerator random) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }
}
