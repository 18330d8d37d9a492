package dev.bailey.load.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What the probe saw of one block, on one thread. A call's latency counts from when it was due, not from when it could be sent:
 * what waits behind a stall is measured too (no coordinated omission).
 */
public final class Recording {
    /** Longer is recorded as this. */
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private static final long SLOT_NANOS = 250_000_000L;

    private final long settleNanos;
    private final Histogram latencies = histogram();
    private final Histogram lateness = histogram();
    private final List<Histogram> slots = new ArrayList<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private long due;
    private long answered;
    private long failed;

    /** @param settleNanos calls due before this are not counted */
    Recording(long settleNanos) {
        this.settleNanos = settleNanos;
    }

    /** Nanoseconds, in steps of a microsecond, to three digits. */
    public static Histogram histogram() {
        return new Histogram(1_000, LONGEST_NANOS, 3);
    }

    private boolean counts(long dueNanos) {
        return dueNanos >= settleNanos;
    }

    void sent(long dueNanos, long sentNanos) {
        if (counts(dueNanos)) {
            due++;
            lateness.recordValue(bounded(sentNanos - dueNanos));
        }
    }

    void answered(long dueNanos, long doneNanos) {
        if (counts(dueNanos)) {
            answered++;
            record(dueNanos, doneNanos);
        }
    }

    /** @param waited whether the caller waited all that time, as it does for a time-out */
    void failed(long dueNanos, long doneNanos, String why, boolean waited) {
        if (counts(dueNanos)) {
            failed++;
            errors.merge(why, 1, Integer::sum);
            if (waited) {
                record(dueNanos, doneNanos);
            }
        }
    }

    private void record(long dueNanos, long doneNanos) {
        long latency = bounded(doneNanos - dueNanos);
        latencies.recordValue(latency);
        int slot = (int) (dueNanos / SLOT_NANOS);
        while (slots.size() <= slot) {
            slots.add(new Histogram(1_000, LONGEST_NANOS, 2));
        }
        slots.get(slot).recordValue(latency);
    }

    private static long bounded(long nanos) {
        return Math.max(0, Math.min(nanos, LONGEST_NANOS));
    }

    // ---- afterwards

    /** From due to answered, nanoseconds. */
    public Histogram latencies() {
        return latencies;
    }

    /** From due to sent, nanoseconds: how late the probe itself was, and how long calls waited for a connection. */
    public Histogram lateness() {
        return lateness;
    }

    /** The same as {@link #latencies} for each quarter of a second. */
    public List<Histogram> slots() {
        return slots;
    }

    public long due() {
        return due;
    }

    public long answered() {
        return answered;
    }

    public long failed() {
        return failed;
    }

    /** How often calls failed for what reason. */
    public Map<String, Integer> errors() {
        return errors;
    }
}
