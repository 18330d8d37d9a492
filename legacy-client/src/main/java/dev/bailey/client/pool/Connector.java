package dev.bailey.client.pool;

/** Opens connections to one address. */
@FunctionalInterface
public interface Connector<C extends PooledConnection> {

    /**
     * Starts to open a connection on the membership's loop; called on that loop, must not block. Ends in {@link
     * Membership#opened} or {@link Membership#failed}, there too. Nobody waits longer than the connect timeout: a connection
     * that comes later is closed as it is told.
     */
    void connect(Membership<C> membership);
}
