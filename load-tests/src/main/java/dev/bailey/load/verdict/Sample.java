package dev.bailey.load.verdict;

import dev.bailey.load.plan.Arm;
import org.HdrHistogram.Histogram;

/**
 * What one block showed.
 *
 * @param round blocks of one round ran next to each other, in random order
 * @param latencies nanoseconds, from when a call was due until it was answered or given up
 * @param noise what the machine did meanwhile
 */
public record Sample(int round, Arm arm, Histogram latencies, long answered, long failed, Noise noise) {
    public long calls() {
        return answered + failed;
    }
}
