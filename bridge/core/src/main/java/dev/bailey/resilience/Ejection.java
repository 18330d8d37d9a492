package dev.bailey.resilience;

import java.time.Duration;

/**
 * When an address is left out: after {@value #FAILURES} connection failures in a row, for {@value #STEP_SECONDS} seconds the
 * first time, twice that the second time and so on, up to a minute. An answer ends it and lets the counting begin anew;
 * deadlines do not count.
 *
 * <p>Changed under a lock that the addresses of a service share; read by any thread.
 */
final class Ejection {
    static final int FAILURES = 5;
    static final int STEP_SECONDS = 5;

    private static final long STEP = Duration.ofSeconds(STEP_SECONDS).toNanos();
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    private int times;
    private volatile int failures;
    private volatile boolean ejected;
    private volatile long until;

    /** Whether calls should go elsewhere now. */
    boolean isOn(long now) {
        return ejected && now - until < 0;
    }

    /** Nothing to forget: an answer changes nothing. */
    boolean isClean() {
        return failures == 0;
    }

    void answered() {
        failures = 0;
        times = 0;
        ejected = false;
    }

    /**
     * One more failure in a row.
     *
     * @param mayEject whether another address is there to take the calls
     */
    void failed(long now, boolean mayEject) {
        if (isOn(now)) {
            return; // one of those that were on their way
        }
        failures = Math.min(failures + 1, FAILURES);
        if (failures == FAILURES && mayEject) {
            times++;
            until = now + Math.min(LONGEST, times * STEP);
            ejected = true;
        }
    }
}
