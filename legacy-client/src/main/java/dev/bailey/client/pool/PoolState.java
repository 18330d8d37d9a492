package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.client.pool.Membership.Stage;
import dev.bailey.config.PoolConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final int places;
    private final EventLoop clock;
    private final Backoff backoff;
    private final Shares<C> shares;
    private final Reachability reach;
    private final Refusals refusals;
    private final WaitQueue<C> waiters = new WaitQueue<>();
    private final List<Membership<C>> members = new ArrayList<>();
    private int connecting;
    private int accepting;
    private int inFlight;
    private boolean closed;
    private long alarmAt = Long.MAX_VALUE;
    private @Nullable Actions<C> actions;

    PoolState(ConnectionPool<C> pool, PoolConfig config, int places, List<? extends EventLoop> loops, Backoff backoff) {
        this.pool = pool;
        this.config = config;
        this.places = places;
        this.clock = loops.get(0);
        this.backoff = backoff;
        this.shares = new Shares<>(loops);
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
        LoopShare<C> own = shares.of(waiter.loop());
        if (own != null && own.members == 0 && hasRoom() && mayConnect(now())) {
            connect(own, now());
        }
        Membership<C> free = shares.fullestFree(own);
        if (free != null) {
            take(free);
            return free.connection();
        }
        enqueue(waiter, own);
        return null;
    }

    private void enqueue(Waiter<C> waiter, @Nullable LoopShare<C> own) {
        long now = now();
        waiter.since = now;
        waiters.add(waiter);
        connectForWaiters(own, now);
        // places that are being opened already are no queue
        if (waiters.size() > config.maxPending() + (long) connecting * places) {
            waiters.remove(waiter);
            actions().refuse(waiter, isDown() ? refusals.unreachable() : refusals.queueFull());
        }
    }

    /** Whether the waiter was still queued. */
    boolean withdraw(Waiter<C> waiter) {
        return waiters.remove(waiter);
    }

    void waitedTooLong(Waiter<C> waiter) {
        if (waiters.remove(waiter)) {
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
        connecting--;
        accepting++;
        member.stage = Stage.OPEN;
        member.connection = connection;
        member.openedAt = now;
        member.expiresAt = now + backoff.around(config.maxLifetime(), 0.1);
        alarm(member.expiresAt);
        reach.opened();
        member.share.hasFree(member);
        serveWaiters(member);
        idleIfUnused(member);
        connectForWaiters(null, now);
        keepMinimum(now);
    }

    void failed(Membership<C> member, String why) {
        if (member.stage == Stage.CONNECTING) {
            leave(member);
            reach.failed(now());
            afterFailure(why);
        }
    }

    void released(Membership<C> member, boolean answered) {
        if (member.stage == Stage.CLOSED) {
            return;
        }
        member.live--;
        inFlight--;
        if (answered && !member.proven) {
            member.proven = true;
            reach.answered();
        }
        placeFree(member);
    }

    void reclaimed(Membership<C> member) {
        if (member.stage != Stage.CLOSED) {
            member.held--;
            placeFree(member);
        }
    }

    void abandoned(Membership<C> member) {
        if (member.stage == Stage.CLOSED) {
            return;
        }
        member.live--;
        member.held++;
        inFlight--;
        if (member.held * 2L >= places) {
            retire(member);
        }
        closeIfDone(member);
        idleIfUnused(member);
    }

    void retire(Membership<C> member) {
        if (member.stage == Stage.OPEN) {
            leaveShare(member);
            member.stage = Stage.RETIRING;
            closeIfDone(member);
            connectForWaiters(null, now());
            keepMinimum(now());
        }
    }

    void closed(Membership<C> member) {
        if (!member.isOpen()) {
            failed(member, "the connection to the service was lost");
            return;
        }
        long now = now();
        boolean unexpected = member.stage == Stage.OPEN;
        leave(member);
        if (unexpected && !member.proven && now - member.openedAt < AT_ONCE) {
            reach.closedAtOnce(now);
            afterFailure("the service closed the connection at once");
        } else if (members.isEmpty()) {
            lookAgain(unexpected, now);
        }
        connectForWaiters(null, now);
        keepMinimum(now);
    }

    // ---- what time brings

    void upkeep() {
        long now = now();
        alarmAt = Long.MAX_VALUE;
        for (Membership<C> member : List.copyOf(members)) {
            upkeep(member, now);
        }
        connectForWaiters(null, now);
        keepMinimum(now);
        if (wantsProbe() && now >= reach.probeAt()) {
            connect(shares.leastMembers(), now);
        } else if (wantsProbe()) {
            alarm(reach.probeAt());
        }
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
                && accepting > config.minIdle()
                && now - member.idleSince >= config.idleTimeout().toNanos();
    }

    /** Nothing opens any more; the pool is done when the last connection has closed. */
    void close() {
        closed = true;
        refuseAll(refusals.closing());
        for (Membership<C> member : List.copyOf(members)) {
            if (member.isOpen()) {
                actions().close(member, member.connection());
            } else {
                leave(member);
            }
        }
    }

    boolean isDone() {
        return closed && members.isEmpty();
    }

    // ---- steps

    private void take(Membership<C> member) {
        member.live++;
        inFlight++;
        if (member.taken() == places) {
            member.share.isFull(member);
        }
    }

    private void placeFree(Membership<C> member) {
        if (member.stage == Stage.OPEN) {
            if (member.taken() == places - 1) {
                member.share.hasFree(member);
            }
            serveWaiters(member);
        }
        closeIfDone(member);
        idleIfUnused(member);
    }

    private void serveWaiters(Membership<C> member) {
        while (member.taken() < places) {
            Waiter<C> waiter = waiters.poll();
            if (waiter == null) {
                return;
            }
            take(member);
            actions().grant(waiter, member.connection());
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
        if (member.stage == Stage.OPEN && member.live == 0 && accepting > config.minIdle()) {
            alarm(member.idleSince + config.idleTimeout().toNanos());
        }
    }

    private boolean hasRoom() {
        return members.size() < config.maxConnections();
    }

    private boolean mayConnect(long now) {
        if (closed || !hasRoom()) {
            return false;
        }
        return reach.failing() ? connecting == 0 && now >= reach.retryAt() : connecting < MOST_CONNECTING;
    }

    private void connectForWaiters(@Nullable LoopShare<C> preferred, long now) {
        while (waiters.size() > (long) connecting * places && mayConnect(now)) {
            connect(preferred == null ? shares.leastMembers() : preferred, now);
        }
        if (waiters.size() > 0 && connecting == 0 && reach.failing() && hasRoom()) {
            alarm(reach.retryAt());
        }
    }

    private void keepMinimum(long now) {
        while (!reach.failing() && accepting + connecting < config.minIdle() && mayConnect(now)) {
            connect(shares.leastMembers(), now);
        }
        if (wantsProbe()) {
            alarm(reach.probeAt());
        }
    }

    private boolean wantsProbe() {
        boolean tooFew = members.isEmpty() || accepting < config.minIdle();
        return !closed && tooFew && connecting == 0 && hasRoom();
    }

    private void connect(LoopShare<C> share, long now) {
        Membership<C> member = new Membership<>(pool, share);
        member.expiresAt = now + config.connectTimeout().toNanos();
        alarm(member.expiresAt);
        members.add(member);
        share.members++;
        connecting++;
        actions().connect(member);
    }

    private void afterFailure(String why) {
        if (connecting == 0 && accepting == 0) {
            refuseAll(refusals.unavailable(why));
        }
        connectForWaiters(null, now());
        keepMinimum(now());
    }

    private void refuseAll(Failure why) {
        for (Waiter<C> waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            actions().refuse(waiter, why);
        }
    }

    private void lookAgain(boolean unexpected, long now) {
        if (unexpected) {
            reach.lost(now);
        } else {
            reach.leftAlone(now);
        }
    }

    private void leave(Membership<C> member) {
        if (member.stage == Stage.CONNECTING) {
            connecting--;
            member.share.members--;
        } else {
            leaveShare(member);
        }
        inFlight -= member.live;
        member.stage = Stage.CLOSED;
        members.remove(member);
    }

    private void leaveShare(Membership<C> member) {
        if (member.stage == Stage.OPEN) {
            accepting--;
            member.share.members--;
            member.share.isFull(member);
        }
    }

    private boolean isDown() {
        return accepting == 0 && !reach.isUp() && reach.failing();
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

    // ---- what can be seen

    long alarmAt() {
        return alarmAt;
    }

    int inFlight() {
        return inFlight;
    }

    int open() {
        return members.size() - connecting;
    }

    int idle() {
        int idle = 0;
        for (Membership<C> member : members) {
            idle += member.isOpen() && member.live == 0 ? 1 : 0;
        }
        return idle;
    }

    int connecting() {
        return connecting;
    }

    int pending() {
        return waiters.size();
    }

    boolean isUp() {
        return accepting > 0 || reach.isUp();
    }

    private Actions<C> actions() {
        Actions<C> current = actions;
        if (current == null) {
            current = new Actions<>(pool);
            actions = current;
        }
        return current;
    }

    /** What has been left to do; to be run without the lock. */
    @Nullable
    Actions<C> takeActions() {
        Actions<C> taken = actions;
        actions = null;
        return taken;
    }
}
