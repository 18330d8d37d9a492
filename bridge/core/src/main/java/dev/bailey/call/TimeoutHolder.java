package dev.bailey.call;

/** Where a scheduled timeout waits. */
interface TimeoutHolder {

    /** Takes a timeout back that waits here. On the timeout's loop. */
    void remove(Timeout timeout);
}
