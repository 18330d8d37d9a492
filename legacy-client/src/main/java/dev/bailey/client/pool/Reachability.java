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
    private long retryAt;
    private long probeAt;

    Reachability(Backoff backoff, long now) {
        this.backoff = backoff;
        this.probeAt = now;
    }

    boolean isUp() {
        return up;
    }

    /** From a failed attempt until the next answer: one attempt at a time, and not before {@link #retryAt}. */
    boolean failing() {
        return failures > 0;
    }

    long retryAt() {
        return retryAt;
    }

    long probeAt() {
        return probeAt;
    }

    /** A connection stands; whether it is worth anything its first answer will show. */
    void opened(long now) {
        up = true;
        if (failing()) {
            retryAt = now + backoff.after(failures);
            probeAt = retryAt;
        }
    }

    /** An answer came on a connection that had none yet. */
    void answered() {
        failures = 0;
    }

    /** An attempt failed; so does a connection that is closed at once, for proxies accept before they look behind them. */
    void failed(long now) {
        up = false;
        failures++;
        retryAt = now + backoff.after(failures);
        probeAt = now + backoff.around(PROBE_WHEN_DOWN, JITTER);
    }

    /**
     * Nothing is open any more.
     *
     * @param unexpected whether that was the service's doing: then it is looked at sooner
     */
    void alone(boolean unexpected, long now) {
        probeAt = now + backoff.around(unexpected ? PROBE_WHEN_DOWN : PROBE, JITTER);
    }
}
