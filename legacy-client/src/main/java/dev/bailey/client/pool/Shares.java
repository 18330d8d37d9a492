package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All loops' shares of one pool. Under the pool's lock. */
final class Shares<C extends PooledConnection> {
    private final List<LoopShare<C>> shares;

    Shares(List<? extends EventLoop> loops) {
        this.shares = loops.stream().map(loop -> new LoopShare<C>(loop)).toList();
    }

    /** None for a loop that no connection can belong to: a caller from elsewhere. */
    @Nullable
    LoopShare<C> of(EventLoop loop) {
        for (LoopShare<C> share : shares) {
            if (share.loop() == loop) {
                return share;
            }
        }
        return null;
    }

    /** The connection that the next call from there goes to; one of its own loop, if any has a place. */
    @Nullable
    Membership<C> fullestFree(@Nullable LoopShare<C> own) {
        Membership<C> mine = own == null ? null : own.fullestFree();
        return mine == null ? anyFree() : mine;
    }

    /** A connection that carries nothing; one of its own loop, if any. */
    @Nullable
    Membership<C> unused(@Nullable LoopShare<C> own) {
        Membership<C> mine = own == null ? null : own.unused();
        for (int i = 0; mine == null && i < shares.size(); i++) {
            mine = shares.get(i).unused();
        }
        return mine;
    }

    private @Nullable Membership<C> anyFree() {
        for (LoopShare<C> share : shares) {
            Membership<C> free = share.fullestFree();
            if (free != null) {
                return free;
            }
        }
        return null;
    }

    LoopShare<C> leastMembers() {
        LoopShare<C> least = shares.get(0);
        for (LoopShare<C> share : shares) {
            if (share.members < least.members) {
                least = share;
            }
        }
        return least;
    }
}
