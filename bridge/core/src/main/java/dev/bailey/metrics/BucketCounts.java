package dev.bailey.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/** Durations counted in buckets: two atomic additions for each, and some 140 bytes. Thread-safe. */
final class BucketCounts {
    private final long[] bounds;
    /** One for each bound, one for what is longer than all of them, and the sum in nanoseconds. */
    private final AtomicLongArray counts;

    /** @param bounds in nanoseconds, the largest last; shared and not modified */
    BucketCounts(long[] bounds) {
        this.bounds = bounds;
        this.counts = new AtomicLongArray(bounds.length + 2);
    }

    void record(long nanos) {
        int bucket = 0;
        while (bucket < bounds.length && nanos > bounds[bucket]) {
            bucket++;
        }
        counts.getAndIncrement(bucket);
        counts.getAndAdd(bounds.length + 1, nanos);
    }

    /** How many fell into a bucket; the one after the last bound has all that are longer. */
    long in(int bucket) {
        return counts.get(bucket);
    }

    long sumNanos() {
        return counts.get(bounds.length + 1);
    }
}
