package dev.bailey.client.pool;

import java.time.Duration;

/** What is known of whether the service can be reached, and when to look again. Under the pool's lock. */
final class Reachability {
    private static final Duration PROBE = Duration.ofSeconds(5);
    /** While it is down nobody may be sending us calls, just because it is down: looking is then the only way back. */
    private static final Duration PROBE_WHEN_DOWN = Duration.ofSeconds(1);

    private static final double JITTER = 0.2;

    private final Backoff backoff;
    private boolean up;
    private int failures;
    private int failuresBeforeOpen;
    private long retryAt;
    private long probeAt;

    Reachability(Backoff backoff, long now) {
        this.backoff = backoff;
        this.probeAt = now;
    }

    boolean isUp() {
        return up;
    }

    /** Whether the last attempt failed: from then on one attempt at a time, and not before {@link #retryAt}. */
    boolean failing() {
        return failures > 0;
    }

    long retryAt() {
        return retryAt;
    }

    long probeAt() {
        return probeAt;
    }

    void opened() {
        up = true;
        failuresBeforeOpen = failures;
        failures = 0;
    }

    /** An answer came: the connection was worth opening. */
    void answered() {
        failuresBeforeOpen = 0;
    }

    void failed(long now) {
        up = false;
        failures++;
        retryAt = now + backoff.after(failures);
        probeAt = now + backoff.around(PROBE_WHEN_DOWN, JITTER);
    }

    /** Proxies accept first and then find nobody behind them: such a connection was no success. */
    void closedAtOnce(long now) {
        failures = Math.max(failures, failuresBeforeOpen);
        failed(now);
    }

    /** Nothing is open any more, and that was us. */
    void leftAlone(long now) {
        probeAt = now + backoff.around(PROBE, JITTER);
    }

    /** Nothing is open any more, and that was the service. */
    void lost(long now) {
        probeAt = now + backoff.around(PROBE_WHEN_DOWN, JITTER);
    }
}
