package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.client.pool.Membership.Stage;
import dev.bailey.config.PoolConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Every decision of a pool. All of it runs under the pool's lock; it opens, closes and tells nothing itself but leaves {@link
 * Actions} for afterwards.
 */
final class PoolState<C extends PooledConnection> {
    /** Connects at the same time while all goes well. */
    private static final int MOST_CONNECTING = 16;

    /** A connection that the service closes sooner, without any answer, counts as a failed attempt. */
    private static final long AT_ONCE = Duration.ofSeconds(1).toNanos();

    private final ConnectionPool<C> pool;
    private final PoolConfig config;
    private final EventLoop clock;
    private final Backoff backoff;
    private final Roster<C> roster;
    private final Reachability reach;
    private final Refusals refusals;
    private final WaitQueue<C> waiters = new WaitQueue<>();
    /** Those that want a connection of their own. */
    private final WaitQueue<C> loners = new WaitQueue<>();

    private boolean closed;
    private long alarmAt = Long.MAX_VALUE;
    private @Nullable Actions<C> actions;

    PoolState(ConnectionPool<C> pool, PoolConfig config, Roster<C> roster, EventLoop clock, Backoff backoff) {
        this.pool = pool;
        this.config = config;
        this.clock = clock;
        this.backoff = backoff;
        this.roster = roster;
        this.reach = new Reachability(backoff, clock.nanoTime());
        this.refusals = new Refusals(config);
    }

    // ---- what callers want

    /** A connection with a place taken; none when the waiter is queued, or is being refused. */
    @Nullable
    C acquire(Waiter<C> waiter) {
        if (closed) {
            actions().refuse(waiter, refusals.closing());
            return null;
        }
        LoopShare<C> own = roster.shares().of(waiter.loop());
        if (own != null && own.members == 0 && roster.hasRoom() && mayConnect(now())) {
            connect(own, now());
        }
        if (wantsAll(waiter)) {
            return acquireAll(waiter, own);
        }
        Membership<C> free = roster.shares().fullestFree(own);
        if (free != null) {
            roster.take(free);
            return free.connection();
        }
        enqueue(waiter, own);
        return null;
    }

    private @Nullable C acquireAll(Waiter<C> waiter, @Nullable LoopShare<C> own) {
        Membership<C> unused = roster.shares().unused(own);
        if (unused != null) {
            roster.takeAll(unused);
            return unused.connection();
        }
        enqueue(waiter, own);
        return null;
    }

    private boolean wantsAll(Waiter<C> waiter) {
        return roster.places() > 1 && waiter.wantsAllPlaces();
    }

    private WaitQueue<C> queueOf(Waiter<C> waiter) {
        return wantsAll(waiter) ? loners : waiters;
    }

    /** Places that those who wait would take. */
    private long wanted() {
        return waiters.size() + (long) loners.size() * roster.places();
    }

    private void enqueue(Waiter<C> waiter, @Nullable LoopShare<C> own) {
        long now = now();
        waiter.since = now;
        queueOf(waiter).add(waiter);
        connectForWaiters(own, now);
        // those that wait for places which are being opened are no queue
        if (pending() > config.maxPending() + roster.placesToCome()) {
            queueOf(waiter).remove(waiter);
            actions().refuse(waiter, isDown() ? refusals.unreachable() : refusals.queueFull());
        }
    }

    /** Whether the waiter was still queued. */
    boolean withdraw(Waiter<C> waiter) {
        return queueOf(waiter).remove(waiter);
    }

    void waitedTooLong(Waiter<C> waiter) {
        if (queueOf(waiter).remove(waiter)) {
            actions().refuse(waiter, isDown() ? refusals.unreachable() : refusals.waitedTooLong());
        }
    }

    // ---- what connections tell

    void opened(Membership<C> member, C connection) {
        if (member.stage != Stage.CONNECTING) {
            actions().close(member, connection);
            return;
        }
        long now = now();
        roster.open(member, connection);
        member.openedAt = now;
        member.expiresAt = now + backoff.around(config.maxLifetime(), 0.1);
        alarm(member.expiresAt);
        reach.opened(now);
        serveWaiters(member);
        idleIfUnused(member);
        replenish(now);
    }

    void failed(Membership<C> member, String why) {
        if (member.stage == Stage.CONNECTING) {
            long now = now();
            roster.leave(member);
            reach.failed(now);
            refuseIfHopeless(why);
            replenish(now);
        }
    }

    void released(Membership<C> member, boolean answered) {
        if (member.stage == Stage.CLOSED) {
            return;
        }
        roster.release(member);
        if (answered && !member.proven) {
            member.proven = true;
            reach.answered();
        }
        placeFree(member);
    }

    void reclaimed(Membership<C> member) {
        if (member.stage != Stage.CLOSED) {
            roster.reclaim(member);
            placeFree(member);
        }
    }

    void abandoned(Membership<C> member) {
        if (member.stage == Stage.CLOSED) {
            return;
        }
        roster.abandon(member);
        if (roster.isClogged(member)) {
            retire(member);
        }
        closeIfDone(member);
        idleIfUnused(member);
    }

    void retire(Membership<C> member) {
        if (member.stage == Stage.OPEN) {
            roster.retire(member);
            closeIfDone(member);
            replenish(now());
        }
    }

    void closed(Membership<C> member) {
        if (!member.isOpen()) {
            failed(member, "the connection to the service was lost");
            return;
        }
        long now = now();
        boolean unexpected = member.stage == Stage.OPEN;
        roster.leave(member);
        if (unexpected && !member.proven && now - member.openedAt < AT_ONCE) {
            reach.failed(now);
            refuseIfHopeless("the service closed the connection at once");
        } else if (roster.isEmpty()) {
            reach.alone(unexpected, now);
        }
        replenish(now);
    }

    // ---- what time brings

    void upkeep() {
        long now = now();
        alarmAt = Long.MAX_VALUE;
        for (Membership<C> member : roster.members()) {
            upkeep(member, now);
        }
        if (wantsProbe() && now >= reach.probeAt()) {
            connect(roster.shares().leastMembers(), now);
        }
        replenish(now);
    }

    private void upkeep(Membership<C> member, long now) {
        if (member.stage == Stage.CONNECTING && now >= member.expiresAt) {
            failed(member, refusals.connectTimedOut());
        } else if (member.stage == Stage.OPEN && (now >= member.expiresAt || isSpare(member, now))) {
            retire(member);
        } else if (member.stage == Stage.CONNECTING || member.stage == Stage.OPEN) {
            alarm(member.expiresAt);
            idleAlarm(member);
        }
    }

    private boolean isSpare(Membership<C> member, long now) {
        return member.live == 0
                && roster.accepting() > config.minIdle()
                && now - member.idleSince >= config.idleTimeout().toNanos();
    }

    /** Nothing opens any more; the pool is done when the last connection has closed. */
    void close() {
        closed = true;
        refuseAll(refusals.closing());
        for (Membership<C> member : roster.members()) {
            if (member.isOpen()) {
                actions().close(member, member.connection());
            } else {
                roster.leave(member);
            }
        }
    }

    boolean isDone() {
        return closed && roster.isEmpty();
    }

    // ---- steps

    private void placeFree(Membership<C> member) {
        if (member.stage == Stage.OPEN) {
            serveWaiters(member);
        }
        closeIfDone(member);
        idleIfUnused(member);
    }

    private void serveWaiters(Membership<C> member) {
        while (roster.hasPlace(member)) {
            Waiter<C> waiter = nextFor(member);
            if (waiter == null) {
                return;
            }
            if (wantsAll(waiter)) {
                roster.takeAll(member);
            } else {
                roster.take(member);
            }
            actions().grant(waiter, member.connection());
        }
    }

    /** Who has waited longest, of those whom this connection can serve. */
    private @Nullable Waiter<C> nextFor(Membership<C> member) {
        Waiter<C> loner = loners.first();
        Waiter<C> other = waiters.first();
        if (loner == null || (other != null && other.since - loner.since < 0)) {
            return waiters.poll();
        }
        if (Roster.isUnused(member)) {
            return loners.poll();
        }
        return member == roster.reserved() ? null : waiters.poll();
    }

    /**
     * Sees to it that one who wants to be alone is not kept waiting by calls that came later, nor by replies that never come.
     * Where no more connections may be opened one that waits for nothing else than such replies makes room; or else the
     * emptiest is kept free of calls that came later.
     */
    private void favourLoners() {
        Membership<C> reserved = roster.reserved();
        if (loners.first() == null) {
            if (reserved != null) {
                roster.unreserve(reserved);
                serveWaiters(reserved);
            }
        } else if (!roster.hasRoom() && !roster.isRoomComing()) {
            Membership<C> emptiest = roster.emptiestShared();
            if (emptiest != null && emptiest.live == 0) {
                retire(emptiest);
            } else if (emptiest != null && reserved == null) {
                roster.reserve(emptiest);
            }
        }
    }

    private void closeIfDone(Membership<C> member) {
        if (member.stage == Stage.RETIRING && member.live == 0) {
            actions().close(member, member.connection());
        }
    }

    private void idleIfUnused(Membership<C> member) {
        if (member.stage == Stage.OPEN && member.live == 0) {
            member.idleSince = now();
            idleAlarm(member);
        }
    }

    private void idleAlarm(Membership<C> member) {
        if (member.stage == Stage.OPEN && member.live == 0 && roster.accepting() > config.minIdle()) {
            alarm(member.idleSince + config.idleTimeout().toNanos());
        }
    }

    /** Opens what waiters and {@code minIdle} ask for, as far as it may be now. */
    private void replenish(long now) {
        connectForWaiters(null, now);
        while (!reach.failing() && isBelowMinimum() && mayConnect(now)) {
            connect(roster.shares().leastMembers(), now);
        }
        if (wantsProbe()) {
            alarm(reach.probeAt());
        }
    }

    private void connectForWaiters(@Nullable LoopShare<C> preferred, long now) {
        while (wanted() > roster.placesToCome() && mayConnect(now)) {
            connect(preferred == null ? roster.shares().leastMembers() : preferred, now);
        }
        if (pending() > 0 && roster.connecting() == 0 && reach.failing() && roster.hasRoom()) {
            alarm(reach.retryAt());
        }
    }

    private boolean mayConnect(long now) {
        if (closed || !roster.hasRoom()) {
            return false;
        }
        return reach.failing()
                ? roster.connecting() == 0 && now >= reach.retryAt()
                : roster.connecting() < MOST_CONNECTING;
    }

    private boolean isBelowMinimum() {
        return roster.accepting() + roster.connecting() < config.minIdle();
    }

    private boolean wantsProbe() {
        boolean tooFew = roster.isEmpty() || isBelowMinimum();
        return !closed && tooFew && roster.connecting() == 0 && roster.hasRoom();
    }

    private void connect(LoopShare<C> share, long now) {
        Membership<C> member = new Membership<>(pool, share);
        member.expiresAt = now + config.connectTimeout().toNanos();
        alarm(member.expiresAt);
        roster.join(member);
        actions().connect(member);
    }

    /** After a failure: those that wait would wait in vain if nothing is open and nothing is being opened. */
    private void refuseIfHopeless(String why) {
        if (roster.connecting() == 0 && roster.accepting() == 0) {
            refuseAll(refusals.unavailable(why));
        }
    }

    private void refuseAll(Failure why) {
        refuseAll(waiters, why);
        refuseAll(loners, why);
    }

    private void refuseAll(WaitQueue<C> queue, Failure why) {
        for (Waiter<C> waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
            actions().refuse(waiter, why);
        }
    }

    private boolean isDown() {
        return roster.accepting() == 0 && reach.failing();
    }

    private long now() {
        return clock.nanoTime();
    }

    private void alarm(long at) {
        if (!closed && at < alarmAt) {
            alarmAt = at;
            actions().setAlarm();
        }
    }

    // ---- for the pool

    long alarmAt() {
        return alarmAt;
    }

    int pending() {
        return waiters.size() + loners.size();
    }

    boolean isUp() {
        return roster.accepting() > 0 || reach.isUp();
    }

    private Actions<C> actions() {
        Actions<C> current = actions;
        if (current == null) {
            current = new Actions<>(pool);
            actions = current;
        }
        return current;
    }

    /** The end of every change: what has been left to do; to be run without the lock. */
    @Nullable
    Actions<C> takeActions() {
        favourLoners();
        Actions<C> taken = actions;
        actions = null;
        return taken;
    }
}
