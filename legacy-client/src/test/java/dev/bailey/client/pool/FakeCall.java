package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who wants a place, and remembers what it was told. */
final class FakeCall extends Waiter<FakeConnection> {
    private final VirtualTime.Loop loop;
    private final List<String> told = new ArrayList<>();
    private final long askedAt;
    private final boolean alone;
    private @Nullable FakeConnection connection;
    private @Nullable Failure refusal;
    private long waited;

    private FakeCall(VirtualTime.Loop loop, boolean alone) {
        this.loop = loop;
        this.alone = alone;
        this.askedAt = loop.nanoTime();
    }

    /** Asks; on that loop. */
    static FakeCall asks(ConnectionPool<FakeConnection> pool, VirtualTime.Loop loop) {
        return asks(pool, loop, false);
    }

    /** The same; whoever wants to be alone wants all places of a connection. */
    static FakeCall asks(ConnectionPool<FakeConnection> pool, VirtualTime.Loop loop, boolean alone) {
        FakeCall call = new FakeCall(loop, alone);
        FakeConnection free = pool.acquire(call);
        if (free != null) {
            call.acquired(free);
        }
        return call;
    }

    @Override
    protected boolean wantsAllPlaces() {
        return alone;
    }

    @Override
    protected EventLoop loop() {
        return loop;
    }

    @Override
    protected void acquired(FakeConnection free) {
        tell("acquired");
        connection = free;
        free.carries(this);
    }

    @Override
    protected void refused(Failure why) {
        tell("refused");
        refusal = why;
    }

    void withdraw(ConnectionPool<FakeConnection> pool) {
        if (pool.withdraw(this)) {
            tell("withdrawn");
        }
    }

    void answered() {
        told.add("answered");
    }

    private void tell(String what) {
        if (!loop.inLoop()) {
            throw new IllegalStateException("told on a wrong loop");
        }
        told.add(what);
        waited = loop.nanoTime() - askedAt;
    }

    List<String> told() {
        return told;
    }

    boolean isWaiting() {
        return told.isEmpty();
    }

    FakeConnection connection() {
        if (connection == null) {
            throw new AssertionError("has no connection: " + told + " " + refusal);
        }
        return connection;
    }

    Failure refusal() {
        if (refusal == null) {
            throw new AssertionError("was not refused: " + told);
        }
        return refusal;
    }

    /** Nanoseconds from asking to being told. */
    long waited() {
        return waited;
    }
}
