package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * A connection's standing in its pool, from the first attempt to connect until it is closed; through it the connection tells
 * what happens. All of it may be called from any thread, and nothing changes once the connection is closed.
 */
public final class Membership<C extends PooledConnection> {
    enum Stage {
        CONNECTING,
        OPEN,
        /** Takes no new calls and closes when its calls are done. */
        RETIRING,
        CLOSED
    }

    final LoopShare<C> share;
    private final ConnectionPool<C> pool;

    // all below under the pool's lock
    Stage stage = Stage.CONNECTING;

    @Nullable
    C connection;

    /** Taken by calls that somebody waits for. */
    int live;

    /** Whether one call has all places: its answer may flow. */
    boolean exclusive;

    /** Taken by calls that were given up and not answered yet. */
    int held;

    /** Whether the service has ever answered here. */
    boolean proven;

    /** When the attempt is over; then, when the connection has lived long enough. */
    long expiresAt;

    long idleSince;
    long openedAt;

    Membership(ConnectionPool<C> pool, LoopShare<C> share) {
        this.pool = pool;
        this.share = share;
    }

    /** The loop that the connection belongs to. */
    public EventLoop loop() {
        return share.loop();
    }

    /** The connection stands. */
    public void opened(C opened) {
        pool.act(state -> state.opened(this, opened));
    }

    /**
     * The attempt failed.
     *
     * @param why for callers: no exception's text
     */
    public void failed(String why) {
        pool.act(state -> state.failed(this, why));
    }

    /** A call is answered: its place is free. */
    public void release() {
        pool.release(this, true);
    }

    /** A place is free that was not used after all, or that no answer belongs to. */
    public void giveBack() {
        pool.release(this, false);
    }

    /** A call was given up after it was sent: until its reply comes its place stays taken. */
    public void abandon() {
        pool.act(state -> state.abandoned(this));
    }

    /** The late reply to an abandoned call came: its place is free. */
    public void reclaim() {
        pool.act(state -> state.reclaimed(this));
    }

    /** Takes no new calls from now on; is closed once nobody waits for an answer any more. */
    public void retire() {
        pool.act(state -> state.retire(this));
    }

    /** The connection is no more, and all its calls have gone with it. */
    public void closed() {
        pool.act(state -> state.closed(this));
    }

    boolean isOpen() {
        return stage == Stage.OPEN || stage == Stage.RETIRING;
    }

    C connection() {
        C open = connection;
        if (open == null) {
            throw new IllegalStateException("not open");
        }
        return open;
    }
}
