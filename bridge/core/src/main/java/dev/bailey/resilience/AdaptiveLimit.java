package dev.bailey.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many calls of one service may be in flight, found by watching it: {@link LimitGradient} decides, window by window. Counts
 * what it decides on, with one atomic where a call enters and two where it ends. Thread-safe.
 */
public final class AdaptiveLimit {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LEAST_IN_WINDOW = 100;
    /** A service that answers nothing has few calls that end; but then fewer of them tell as much. */
    private static final int TIMEOUT_WEIGHT = 2;

    private static final long LONGEST_SETTLING = TimeUnit.SECONDS.toNanos(2);

    private static final int COUNT_SHIFT = 44;
    private static final long ONE = 1L << COUNT_SHIFT;
    private static final long MICROS = ONE - 1;
    private static final double PER_MICRO = 1e-6;
    private static final double PER_NANO = 1e-9;

    private final String service;
    private final LimitGradient gradient;
    private final AtomicInteger inFlight = new AtomicInteger();
    /** Calls in the upper 20 bits, the microseconds that they took together in the lower 44. */
    private final AtomicLong answered = new AtomicLong();

    private final AtomicLong timedOut = new AtomicLong();
    private volatile boolean refused;
    private volatile int limit;
    private volatile boolean begun;
    private volatile long windowStart;

    /**
     * @param service for messages
     * @param max calls in flight; where it starts, and never more
     */
    public AdaptiveLimit(String service, int max) {
        this.service = service;
        this.gradient = new LimitGradient(max);
        this.limit = max;
    }

    /** Lets a call in, or not. One that was let in is to be told {@link #ended} once. */
    boolean tryEnter() {
        if (inFlight.incrementAndGet() <= limit) {
            return true;
        }
        inFlight.decrementAndGet();
        refused = true;
        return false;
    }

    void ended(Evidence evidence, long enteredAt, long now) {
        inFlight.decrementAndGet();
        if (evidence == Evidence.ANSWERED) {
            count(answered, now - enteredAt, now);
        } else if (evidence == Evidence.TIMED_OUT) {
            count(timedOut, now - enteredAt, now);
        }
    }

    private void count(AtomicLong calls, long nanos, long now) {
        if (!begun) {
            begin(now);
        }
        long age = now - windowStart;
        if (age < 0) {
            return; // the limit has just changed: what ends now was let in under the old one
        }
        calls.addAndGet(ONE + TimeUnit.NANOSECONDS.toMicros(nanos));
        if (age >= WINDOW && isTelling()) {
            close(now);
        }
    }

    private boolean isTelling() {
        return (answered.get() >>> COUNT_SHIFT) + TIMEOUT_WEIGHT * (timedOut.get() >>> COUNT_SHIFT) >= LEAST_IN_WINDOW;
    }

    private synchronized void begin(long now) {
        if (!begun) {
            windowStart = now;
            begun = true;
        }
    }

    private synchronized void close(long now) {
        if (now - windowStart < WINDOW) {
            return; // another thread was first
        }
        LoadWindow window = new LoadWindow((now - windowStart) * PER_NANO, take(answered), take(timedOut), refused);
        int changed = gradient.after(window);
        long settling = changed == limit ? 0 : Math.min(LONGEST_SETTLING, (long) (window.latency() / PER_NANO));
        limit = changed;
        refused = false;
        windowStart = now + settling;
    }

    private static LoadWindow.Calls take(AtomicLong calls) {
        long sum = calls.getAndSet(0);
        int count = (int) (sum >>> COUNT_SHIFT);
        return new LoadWindow.Calls(count, count == 0 ? 0 : (sum & MICROS) * PER_MICRO / count);
    }

    /** Calls that may be in flight now. */
    public int limit() {
        return limit;
    }

    String refusal() {
        return "the service '" + service + "' has as many calls in flight as it can use; try again later";
    }
}
