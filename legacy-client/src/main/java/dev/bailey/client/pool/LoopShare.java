package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The connections of one loop. Under the pool's lock. */
final class LoopShare<C extends PooledConnection> {
    private final EventLoop loop;
    /**
     * Those with a free place; the next call goes to the last. One that was full and has a place again comes last, so that full
     * ones stay full and the others get idle.
     */
    private final ArrayList<Membership<C>> free = new ArrayList<>();

    /** Connecting or open for calls. */
    int members;

    LoopShare(EventLoop loop) {
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    @Nullable
    Membership<C> fullestFree() {
        return free.isEmpty() ? null : free.get(free.size() - 1);
    }

    /** One that carries nothing. */
    @Nullable
    Membership<C> unused() {
        for (Membership<C> member : free) {
            if (Roster.isUnused(member)) {
                return member;
            }
        }
        return null;
    }

    void hasFree(Membership<C> member) {
        free.add(member);
    }

    void isFull(Membership<C> member) {
        int at = free.lastIndexOf(member);
        if (at >= 0) {
            free.remove(at);
        }
    }
}
