package dev.bailey.vertx;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts callers' connections over all edges, which share one instance. Thread-safe. */
public final class ConnectionLimit {
    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param max connections at once, 1 or more
     */
    public ConnectionLimit(int max) {
        this.max = max;
    }

    /** Takes a place for a connection, if one is left; {@link #release} gives it back. */
    public boolean tryAcquire() {
        if (open.incrementAndGet() <= max) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    /** Gives back the place of a connection that is closed. */
    public void release() {
        open.decrementAndGet();
    }

    /** Connections that are open now. */
    public int open() {
        return open.get();
    }
}
