package dev.bailey.client.pool;

/** What the pool asks of a connection. It was made with a {@link Membership}, through which it tells the pool what happens. */
public interface PooledConnection {

    /**
     * Closes at once; calls that are still open fail. Called on the connection's loop, possibly more than once. {@link
     * Membership#closed} must follow.
     */
    void close();
}
