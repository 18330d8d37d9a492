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
    private @Nullable FakeConnection connection;
    private @Nullable Failure refusal;
    private long waited;

    private FakeCall(VirtualTime.Loop loop) {
        this.loop = loop;
        this.askedAt = loop.nanoTime();
    }

    /** Asks; on that loop. */
    static FakeCall asks(ConnectionPool<FakeConnection> pool, VirtualTime.Loop loop) {
        FakeCall call = new FakeCall(loop);
        FakeConnection free = pool.acquire(call);
        if (free != null) {
            call.acquired(free);
        }
        return call;
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
