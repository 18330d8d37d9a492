package dev.bailey.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many retries a service is given: {@value #PER_SECOND} a second and one for every {@value #CALLS_PER_RETRY} calls, at most
 * {@value #MOST} saved up, and so many at first. When everything fails, retries must not double the load that fails it.
 *
 * <p>Thread-safe. Kept as a moment: when the budget would have been empty, had it filled by time alone since. So a full budget,
 * which is what a service in good health has, costs one read a call.
 */
public final class RetryBudget {
    static final int PER_SECOND = 3;
    static final int CALLS_PER_RETRY = 5;
    static final int MOST = 30;

    private static final long RETRY = TimeUnit.SECONDS.toNanos(1) / PER_SECOND + 1;
    private static final long CALL = RETRY / CALLS_PER_RETRY;
    private static final long FULL = MOST * RETRY;
    private static final long UNTOUCHED = Long.MIN_VALUE;

    private final AtomicLong emptyAt = new AtomicLong(UNTOUCHED);

    /** A call came: the budget grows. */
    void called(long now) {
        long seen = emptyAt.get();
        if (seen != UNTOUCHED && now - seen < FULL) {
            emptyAt.addAndGet(-CALL);
        }
    }

    /** Takes one retry out of the budget, if there is one in it. */
    boolean tryRetry(long now) {
        while (true) {
            long seen = emptyAt.get();
            long from = seen == UNTOUCHED || now - seen > FULL ? now - FULL : seen;
            if (now - from < RETRY) {
                return false;
            }
            if (emptyAt.compareAndSet(seen, from + RETRY)) {
                return true;
            }
        }
    }
}
