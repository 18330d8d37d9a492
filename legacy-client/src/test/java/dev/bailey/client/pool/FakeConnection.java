package dev.bailey.client.pool;

import java.util.ArrayList;
import java.util.List;

/** A connection without a socket, which knows who has its places. */
final class FakeConnection implements PooledConnection {
    private final Membership<FakeConnection> membership;
    private final List<FakeCall> calls = new ArrayList<>();
    private int late;
    private boolean open = true;

    FakeConnection(Membership<FakeConnection> membership) {
        this.membership = membership;
    }

    boolean isOpen() {
        return open;
    }

    VirtualTime.Loop loop() {
        return (VirtualTime.Loop) membership.loop();
    }

    Membership<FakeConnection> membership() {
        return membership;
    }

    /** Calls that somebody waits for. */
    List<FakeCall> calls() {
        return List.copyOf(calls);
    }

    int late() {
        return late;
    }

    int taken() {
        return calls.size() + late;
    }

    void carries(FakeCall call) {
        if (open) {
            calls.add(call);
        }
    }

    /** The service answers this call. */
    void answer(FakeCall call) {
        if (calls.remove(call)) {
            call.answered();
            membership.release();
        }
    }

    /** The call's time is over. */
    void abandon(FakeCall call) {
        if (calls.remove(call)) {
            late++;
            membership.abandon();
        }
    }

    /** The service answers a call that was given up. */
    void answerLate() {
        if (open && late > 0) {
            late--;
            membership.reclaim();
        }
    }

    /** The service hangs up. */
    void die() {
        close();
    }

    @Override
    public void close() {
        if (!loop().inLoop()) {
            throw new IllegalStateException("not on the connection's loop");
        }
        if (open) {
            open = false;
            calls.clear();
            late = 0;
            membership.closed();
        }
    }
}
