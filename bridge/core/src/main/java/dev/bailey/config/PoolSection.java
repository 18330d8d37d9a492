package dev.bailey.config;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code pool} of a service. What HTTP changes is for {@link ServiceSection} to say. */
final class PoolSection {
    private static final PoolConfig DEFAULT = PoolConfig.DEFAULT;
    private static final Shape<Integer> SIZE = Shapes.integer(1, 100_000);
    private static final Shape<Integer> SIZE_OR_NONE = Shapes.integer(0, 1_000_000);
    private static final Shape<Duration> TIME = Shapes.duration(Duration.ofMillis(1));

    static final Key<Integer> MAX_CONNECTIONS = Key.of(
            "maxConnections",
            SIZE,
            DEFAULT.maxConnections(),
            "per process, whatever the number of event loops; " + PoolConfig.HTTP_MAX_CONNECTIONS
                    + " for protocol http");
    static final Key<Integer> MIN_IDLE =
            Key.of("minIdle", SIZE_OR_NONE, DEFAULT.minIdle(), "connections opened at start and kept");
    static final Key<Integer> MAX_IN_FLIGHT = Key.of(
            "maxInFlight",
            SIZE,
            DEFAULT.maxInFlight(),
            "calls at once on one connection; 1 for services that answer one at a time; always 1 over HTTP");
    static final Key<Integer> MAX_PENDING =
            Key.of("maxPending", SIZE_OR_NONE, DEFAULT.maxPending(), "calls that may wait for a connection");
    static final Key<Duration> ACQUIRE_TIMEOUT =
            Key.of("acquireTimeout", TIME, DEFAULT.acquireTimeout(), "how long they may wait, inside the deadline");
    static final Key<Duration> CONNECT_TIMEOUT =
            Key.of("connectTimeout", TIME, DEFAULT.connectTimeout(), "to open a connection");
    static final Key<Duration> IDLE_TIMEOUT =
            Key.of("idleTimeout", TIME, DEFAULT.idleTimeout(), "after which an unused connection is closed");
    static final Key<Duration> MAX_LIFETIME =
            Key.of("maxLifetime", TIME, DEFAULT.maxLifetime(), "after which a connection is replaced, ± 10 %");

    static final Section SECTION = Section.of(
            "connections to the service",
            MAX_CONNECTIONS,
            MIN_IDLE,
            MAX_IN_FLIGHT,
            MAX_PENDING,
            ACQUIRE_TIMEOUT,
            CONNECT_TIMEOUT,
            IDLE_TIMEOUT,
            MAX_LIFETIME);

    private PoolSection() {}

    static Optional<PoolConfig> read(Fields pool) {
        return Optional.of(new PoolConfig(
                pool.value(MAX_CONNECTIONS),
                pool.value(MIN_IDLE),
                pool.value(MAX_IN_FLIGHT),
                pool.value(MAX_PENDING),
                pool.value(ACQUIRE_TIMEOUT),
                pool.value(CONNECT_TIMEOUT),
                pool.value(IDLE_TIMEOUT),
                pool.value(MAX_LIFETIME)));
    }
}
