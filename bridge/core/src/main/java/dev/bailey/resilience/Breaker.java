package dev.bailey.resilience;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A circuit breaker: closed, it lets calls pass until so many in a row have failed; open, it refuses them for a time; then half
 * open, it lets one through to see whether the service is back.
 *
 * <p>Thread-safe. Each state is an immutable value that says what follows it; this class only swaps them. A call is given the
 * era that it was let through in, and what became of it counts only while that era lasts: calls from before the breaker
 * opened neither open it again nor close it.
 */
public final class Breaker {
    /** In place of an era: the call may not pass. */
    static final int REFUSED = -1;

    /** What every state knows. */
    record Rules(int failures, long openNanos) {}

    private final String service;
    private final AtomicReference<BreakerState> state;

    /**
     * @param service for messages
     * @param failures in a row that open it, at least 1
     * @param open how long it refuses calls before one may try
     */
    public Breaker(String service, int failures, Duration open) {
        this.service = service;
        this.state = new AtomicReference<>(new ClosedBreaker(new Rules(failures, open.toNanos()), 0, 0));
    }

    /** Lets a call pass, or not. Returns its era, to be given to {@link #ended}, or {@link #REFUSED}. */
    int tryEnter(long now) {
        while (true) {
            BreakerState current = current();
            if (!current.letsPass(now)) {
                return REFUSED;
            }
            BreakerState next = current.passed();
            if (next == current || state.compareAndSet(current, next)) {
                return next.era();
            }
        }
    }

    /** A call that was let through has ended. To be told once for each. */
    void ended(int era, Evidence evidence, long now) {
        while (true) {
            BreakerState current = current();
            if (current.era() != era) {
                return;
            }
            BreakerState next = current.after(evidence, now);
            if (next == current || state.compareAndSet(current, next)) {
                return;
            }
        }
    }

    /** Whether it keeps calls away. */
    public boolean isOpen() {
        return !(current() instanceof ClosedBreaker);
    }

    private BreakerState current() {
        return Objects.requireNonNull(state.get());
    }

    String refusal() {
        return "the service '" + service + "' failed too often in a row; its circuit breaker is open";
    }
}
