package dev.bailey.client.pool;

import java.util.ArrayList;
import java.util.List;

/** A service without sockets: takes or refuses connections as told, and can leave them hanging. */
final class FakeService implements Connector<FakeConnection> {
    enum Mood {
        ACCEPTS,
        REFUSES,
        ACCEPTS_AND_CLOSES,
        HANGS
    }

    private final List<FakeConnection> connections = new ArrayList<>();
    private final List<Membership<FakeConnection>> hanging = new ArrayList<>();
    private Mood mood = Mood.ACCEPTS;
    private int attempts;

    void now(Mood changed) {
        mood = changed;
    }

    int attempts() {
        return attempts;
    }

    @Override
    public void connect(Membership<FakeConnection> membership) {
        if (!membership.loop().inLoop()) {
            throw new IllegalStateException("not on the connection's loop");
        }
        attempts++;
        switch (mood) {
            case ACCEPTS -> accept(membership);
            case REFUSES -> membership.failed("refused");
            case HANGS -> hanging.add(membership);
            case ACCEPTS_AND_CLOSES -> {
                FakeConnection connection = accept(membership);
                membership.loop().execute(connection::die);
            }
        }
    }

    private FakeConnection accept(Membership<FakeConnection> membership) {
        FakeConnection connection = new FakeConnection(membership);
        connections.add(connection);
        membership.opened(connection);
        return connection;
    }

    /** Attempts that have had no answer yet. */
    List<Membership<FakeConnection>> hanging() {
        return hanging;
    }

    /** An attempt that hung comes to something after all. On its loop. */
    void thaw(Membership<FakeConnection> membership, boolean accepts) {
        hanging.remove(membership);
        if (accepts) {
            accept(membership);
        } else {
            membership.failed("refused");
        }
    }

    List<FakeConnection> open() {
        return connections.stream().filter(FakeConnection::isOpen).toList();
    }
}
