package dev.bailey.call;

import org.jspecify.annotations.Nullable;

/**
 * Something that expires, with the links of a wheel that holds it: scheduling and cancelling allocate nothing. Belongs to
 * one loop and is used only there.
 */
public abstract class Timeout {
    @Nullable
    Timeout previous;

    @Nullable
    Timeout next;

    long dueTick;

    int slot;

    @Nullable
    TimeoutHolder holder;

    /** Runs on the loop when the time is over, once for each scheduling. */
    protected abstract void expire();

    /** Takes the timeout back; nothing happens when it is not scheduled. Only on its loop. */
    public final void cancel() {
        TimeoutHolder holding = holder;
        if (holding != null) {
            holding.remove(this);
        }
    }

    /** Whether it waits now. */
    public final boolean isScheduled() {
        return holder != null;
    }
}
