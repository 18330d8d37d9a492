package dev.bailey.config;

import java.time.Duration;

/**
 * Connections to one service; counts are per process, whatever the number of event loops.
 *
 * @param minIdle opened at start and kept
 * @param maxInFlight calls at once on one connection; always 1 over HTTP
 * @param maxPending calls that may wait for a connection; 0 for none
 * @param acquireTimeout how long they may wait, inside their deadline
 * @param idleTimeout after which an unused connection is closed
 * @param maxLifetime after which a connection takes no new calls, ± 10 %
 */
public record PoolConfig(
        int maxConnections,
        int minIdle,
        int maxInFlight,
        int maxPending,
        Duration acquireTimeout,
        Duration connectTimeout,
        Duration idleTimeout,
        Duration maxLifetime) {

    public static final PoolConfig DEFAULT = new PoolConfig(
            /* maxConnections= */ 8,
            /* minIdle= */ 0,
            /* maxInFlight= */ 64,
            /* maxPending= */ 128,
            /* acquireTimeout= */ Duration.ofMillis(250),
            /* connectTimeout= */ Duration.ofSeconds(1),
            /* idleTimeout= */ Duration.ofSeconds(4),
            /* maxLifetime= */ Duration.ofMinutes(5));

    /** {@code maxConnections} of a service whose protocol is HTTP. */
    public static final int HTTP_MAX_CONNECTIONS = 64;

    /** The only {@code maxInFlight} over HTTP, for JSON-RPC in POSTs too. */
    public static final int HTTP_MAX_IN_FLIGHT = 1;

    // ---- the same with one value changed, for configurations in code

    public PoolConfig withMaxConnections(int value) {
        return new PoolConfig(
                value, minIdle, maxInFlight, maxPending, acquireTimeout, connectTimeout, idleTimeout, maxLifetime);
    }

    public PoolConfig withMinIdle(int value) {
        return new PoolConfig(
                maxConnections,
                value,
                maxInFlight,
                maxPending,
                acquireTimeout,
                connectTimeout,
                idleTimeout,
                maxLifetime);
    }

    public PoolConfig withMaxInFlight(int value) {
        return new PoolConfig(
                maxConnections, minIdle, value, maxPending, acquireTimeout, connectTimeout, idleTimeout, maxLifetime);
    }

    public PoolConfig withMaxPending(int value) {
        return new PoolConfig(
                maxConnections, minIdle, maxInFlight, value, acquireTimeout, connectTimeout, idleTimeout, maxLifetime);
    }

    public PoolConfig withAcquireTimeout(Duration value) {
        return new PoolConfig(
                maxConnections, minIdle, maxInFlight, maxPending, value, connectTimeout, idleTimeout, maxLifetime);
    }

    public PoolConfig withConnectTimeout(Duration value) {
        return new PoolConfig(
                maxConnections, minIdle, maxInFlight, maxPending, acquireTimeout, value, idleTimeout, maxLifetime);
    }

    public PoolConfig withIdleTimeout(Duration value) {
        return new PoolConfig(
                maxConnections, minIdle, maxInFlight, maxPending, acquireTimeout, connectTimeout, value, maxLifetime);
    }

    public PoolConfig withMaxLifetime(Duration value) {
        return new PoolConfig(
                maxConnections, minIdle, maxInFlight, maxPending, acquireTimeout, connectTimeout, idleTimeout, value);
    }
}
