package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Someone who wants a place on a connection. Carries its links in the queue and its own time-out, so that waiting allocates
 * nothing. Good for one acquisition.
 */
public abstract class Waiter<C extends PooledConnection> extends Timeout {
    @Nullable
    Waiter<C> ahead;

    @Nullable
    Waiter<C> behind;

    @Nullable
    ConnectionPool<C> pool;

    boolean queued;

    long since;

    /** Where the waiter is told, and whose connections it would rather have. */
    protected abstract EventLoop loop();

    /** Whether a place is not enough: nobody else is to have one on the same connection meanwhile. */
    protected boolean wantsAllPlaces() {
        return false;
    }

    /**
     * A place on this connection is the waiter's, who gives it back through the connection's {@link Membership}. On {@link
     * #loop}; the connection may belong to another loop and may have closed meanwhile.
     */
    protected abstract void acquired(C connection);

    /** There is no place to be had. On {@link #loop}. */
    protected abstract void refused(Failure why);

    @Override
    protected final void expire() {
        if (pool != null) {
            pool.waitedTooLong(this);
        }
    }
}
