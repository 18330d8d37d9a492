package dev.bailey;

import dev.bailey.metrics.ServiceGauges;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What is to be seen of a service's breaker and of its addresses; the rest is for its pools to tell. */
record GuardGauges(BooleanSupplier open, IntSupplier ejected) implements ServiceGauges {
    @Override
    public boolean breakerOpen() {
        return open.getAsBoolean();
    }

    @Override
    public int addressesEjected() {
        return ejected.getAsInt();
    }

    @Override
    public int inFlight() {
        return 0;
    }

    @Override
    public int activeConnections() {
        return 0;
    }

    @Override
    public int idleConnections() {
        return 0;
    }

    @Override
    public int connectingConnections() {
        return 0;
    }

    @Override
    public int pending() {
        return 0;
    }

    @Override
    public boolean up() {
        return false;
    }
}
