package dev.bailey.metrics;

/** What can be read off a service at any moment, from any thread, without waiting. */
public interface ServiceGauges {
    int inFlight();

    int activeConnections();

    int idleConnections();

    int connectingConnections();

    int pending();

    /** Whether the last that was seen of the service was an open connection. */
    boolean up();

    /** Whether a circuit breaker keeps calls away. */
    default boolean breakerOpen() {
        return false;
    }

    /** Addresses that are left out for now. */
    default int addressesEjected() {
        return 0;
    }
}
