package dev.bailey.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** How many calls may be in flight at once: of a process, or of a route (a bulkhead). Thread-safe. */
public final class InFlightLimit {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final String what;
    private final int max;

    /** @param what is limited, for messages: "the bridge", "this route" */
    public InFlightLimit(String what, int max) {
        this.what = what;
        this.max = max;
    }

    boolean tryEnter() {
        if (inFlight.incrementAndGet() <= max) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    String refusal() {
        return what + " has its " + max + " calls in flight; try again later";
    }

    public int current() {
        return inFlight.get();
    }
}
