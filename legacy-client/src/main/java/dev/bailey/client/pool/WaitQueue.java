package dev.bailey.client.pool;

import org.jspecify.annotations.Nullable;

/** First come, first served; leaving from the middle takes constant time. Under the pool's lock. */
final class WaitQueue<C extends PooledConnection> {
    private @Nullable Waiter<C> first;
    private @Nullable Waiter<C> last;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Waiter<C> first() {
        return first;
    }

    void add(Waiter<C> waiter) {
        waiter.queued = true;
        waiter.ahead = last;
        if (last == null) {
            first = waiter;
        } else {
            last.behind = waiter;
        }
        last = waiter;
        size++;
    }

    @Nullable
    Waiter<C> poll() {
        Waiter<C> waiter = first;
        if (waiter != null) {
            remove(waiter);
        }
        return waiter;
    }

    /** Whether it was there. */
    boolean remove(Waiter<C> waiter) {
        if (!waiter.queued) {
            return false;
        }
        if (waiter.ahead == null) {
            first = waiter.behind;
        } else {
            waiter.ahead.behind = waiter.behind;
        }
        if (waiter.behind == null) {
            last = waiter.ahead;
        } else {
            waiter.behind.ahead = waiter.ahead;
        }
        waiter.ahead = null;
        waiter.behind = null;
        waiter.queued = false;
        size--;
        return true;
    }
}
