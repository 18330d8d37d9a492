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
}
