package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import dev.bailey.client.pool.Membership.Stage;
import java.util.ArrayList;
import java.util.List;

/** Who is in a pool, at which stage, and how many places are taken: the counts, and nothing of why. Under the pool's lock. */
final class Roster<C extends PooledConnection> {
    private final int places;
    private final int maxConnections;
    private final Shares<C> shares;
    private final List<Membership<C>> members = new ArrayList<>();
    private int connecting;
    private int accepting;
    private int inFlight;

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
        member.share.hasFree(member);
    }

    /** From open to retiring: no new calls. */
    void retire(Membership<C> member) {
        accepting--;
        member.share.members--;
        member.share.isFull(member);
        member.stage = Stage.RETIRING;
    }

    /** From whatever stage to closed. */
    void leave(Membership<C> member) {
        if (member.stage == Stage.CONNECTING) {
            connecting--;
            member.share.members--;
        } else if (member.stage == Stage.OPEN) {
            retire(member);
        }
        inFlight -= member.live;
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

    /** All places go to one call, which counts as one. */
    void takeAll(Membership<C> member) {
        member.exclusive = true;
        member.live++;
        inFlight++;
        member.share.isFull(member);
    }

    void take(Membership<C> member) {
        member.live++;
        inFlight++;
        if (!hasPlace(member)) {
            member.share.isFull(member);
        }
    }

    void release(Membership<C> member) {
        boolean wasFull = !hasPlace(member);
        member.exclusive = false;
        member.live--;
        inFlight--;
        placeFree(member, wasFull);
    }

    /** The place stays taken, by nobody. */
    void abandon(Membership<C> member) {
        member.live--;
        member.held++;
        inFlight--;
    }

    void reclaim(Membership<C> member) {
        boolean wasFull = !hasPlace(member);
        member.held--;
        placeFree(member, wasFull);
    }

    private static <C extends PooledConnection> void placeFree(Membership<C> member, boolean wasFull) {
        if (wasFull && member.stage == Stage.OPEN) {
            member.share.hasFree(member);
        }
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

    /** Open without a call that somebody waits for. */
    int idle() {
        int idle = 0;
        for (Membership<C> member : members) {
            idle += member.isOpen() && member.live == 0 ? 1 : 0;
        }
        return idle;
    }

    int inFlight() {
        return inFlight;
    }

    /** Whether half of its places or more are taken by calls that were given up. */
    boolean isClogged(Membership<C> member) {
        return member.held * 2L >= places;
    }
}
