package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import dev.bailey.client.pool.Membership.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is in a pool, at which stage, and how many places are taken: the counts, and nothing of why. Under the pool's lock. */
final class Roster<C extends PooledConnection> {
    private final int places;
    private final int maxConnections;
    private final Shares<C> shares;
    private final List<Membership<C>> members = new ArrayList<>();
    private int connecting;
    private int accepting;
    private int inFlight;
    private @Nullable Membership<C> reserved;

    Roster(int maxConnections, int places, List<? extends EventLoop> loops) {
        this.maxConnections = maxConnections;
        this.places = places;
        this.shares = new Shares<>(loops);
    }

    Shares<C> shares() {
        return shares;
    }

    // ---- members

    void join(Membership<C> member) {
        members.add(member);
        member.share.members++;
        connecting++;
    }

    void open(Membership<C> member, C connection) {
        connecting--;
        accepting++;
        member.stage = Stage.OPEN;
        member.connection = connection;
        offer(member);
    }

    /** From open to retiring: no new calls. */
    void retire(Membership<C> member) {
        accepting--;
        member.share.members--;
        member.share.isFull(member);
        member.stage = Stage.RETIRING;
        reserved = reserved == member ? null : reserved;
    }

    /** From whatever stage to closed. */
    void leave(Membership<C> member) {
        if (member.stage == Stage.CONNECTING) {
            connecting--;
            member.share.members--;
        } else if (member.stage == Stage.OPEN) {
            retire(member);
        }
        inFlight -= member.live + member.held;
        member.stage = Stage.CLOSED;
        members.remove(member);
    }

    // ---- places

    boolean hasPlace(Membership<C> member) {
        return !member.exclusive && member.live + member.held < places;
    }

    /** Whether no place is taken, by whomever. */
    static boolean isUnused(Membership<?> member) {
        return member.live + member.held == 0;
    }

    /** Whether new calls may go there. */
    private boolean isOffered(Membership<C> member) {
        return member.stage == Stage.OPEN && member != reserved && hasPlace(member);
    }

    /** All places go to one call, which counts as one. */
    void takeAll(Membership<C> member) {
        member.exclusive = true;
        member.live++;
        inFlight++;
        member.share.isFull(member);
        reserved = reserved == member ? null : reserved;
    }

    void take(Membership<C> member) {
        member.live++;
        inFlight++;
        if (!hasPlace(member)) {
            member.share.isFull(member);
        }
    }

    void release(Membership<C> member) {
        boolean wasOffered = isOffered(member);
        member.exclusive = false;
        member.live--;
        inFlight--;
        if (!wasOffered) {
            offer(member);
        }
    }

    /** The place stays taken, by nobody: the service may still be at work on that call. */
    void abandon(Membership<C> member) {
        member.live--;
        member.held++;
    }

    void reclaim(Membership<C> member) {
        boolean wasOffered = isOffered(member);
        member.held--;
        inFlight--;
        if (!wasOffered) {
            offer(member);
        }
    }

    private void offer(Membership<C> member) {
        if (isOffered(member)) {
            member.share.hasFree(member);
        }
    }

    // ---- room for one that wants to be alone

    /** Open to calls that share it; that with the fewest, or none. */
    @Nullable
    Membership<C> emptiestShared() {
        Membership<C> emptiest = null;
        for (Membership<C> member : members) {
            boolean shared = member.stage == Stage.OPEN && !member.exclusive;
            if (shared && (emptiest == null || member.live < emptiest.live)) {
                emptiest = member;
            }
        }
        return emptiest;
    }

    /** Whether there will be room for another connection soon, or for those that wait on one that is being opened. */
    boolean isRoomComing() {
        for (Membership<C> member : members) {
            if (member.stage == Stage.CONNECTING || (member.stage == Stage.RETIRING && member.live == 0)) {
                return true;
            }
        }
        return false;
    }

    /** It gets no new calls until one has all its places. One at a time. */
    void reserve(Membership<C> member) {
        reserved = member;
        member.share.isFull(member);
    }

    @Nullable
    Membership<C> reserved() {
        return reserved;
    }

    /** It gets new calls again. */
    void unreserve(Membership<C> member) {
        reserved = null;
        offer(member);
    }

    // ---- counts

    List<Membership<C>> members() {
        return List.copyOf(members);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    boolean hasRoom() {
        return members.size() < maxConnections;
    }

    int connecting() {
        return connecting;
    }

    /** Places on connections that are being opened. */
    long placesToCome() {
        return (long) connecting * places;
    }

    /** Calls at once on one connection. */
    int places() {
        return places;
    }

    /** Open for calls. */
    int accepting() {
        return accepting;
    }

    /** Open, retiring ones too. */
    int open() {
        return members.size() - connecting;
    }

    /** Open, and no place is taken. */
    int idle() {
        int idle = 0;
        for (Membership<C> member : members) {
            idle += member.isOpen() && isUnused(member) ? 1 : 0;
        }
        return idle;
    }

    /** Calls that the service has, given up or not. */
    int inFlight() {
        return inFlight;
    }

    /** Whether half of its places or more are taken by calls that were given up. */
    boolean isClogged(Membership<C> member) {
        return member.held * 2L >= places;
    }
}
