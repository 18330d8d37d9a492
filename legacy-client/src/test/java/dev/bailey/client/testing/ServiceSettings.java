package dev.bailey.client.testing;

import dev.bailey.config.ByteSize;
import dev.bailey.config.ConcurrencyConfig;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.PoolConfig;
import dev.bailey.config.Protocol;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Configurations of services for tests: all defaults, but for what a test is about. */
public final class ServiceSettings {
    private static final Duration PLENTY = Duration.ofSeconds(10);

    private ServiceSettings() {}

    /** A JSON-RPC 2.0 service with newline framing. */
    public static ServiceConfig jsonrpc(ServiceUrl url) {
        return new ServiceConfig(
                "service",
                List.of(url),
                Protocol.JSONRPC,
                ServiceConfig.VERSION,
                FramingPair.DEFAULT,
                ServiceConfig.TIMEOUT,
                new Pool(PoolConfig.DEFAULT)
                        .acquireTimeout(PLENTY)
                        .connectTimeout(PLENTY)
                        .config(),
                ConcurrencyConfig.DEFAULT,
                Optional.empty(),
                ServiceConfig.SERVER_REQUESTS,
                ServiceConfig.FORWARD_HEADERS);
    }

    /** A service that speaks HTTP itself; on a busy machine too its connections open in time and are not closed as idle. */
    public static ServiceConfig http(ServiceUrl url) {
        ServiceConfig base = jsonrpc(url);
        return pool(
                new ServiceConfig(
                        base.name(),
                        base.urls(),
                        Protocol.HTTP,
                        base.version(),
                        base.framing(),
                        base.timeout(),
                        base.pool(),
                        base.concurrency(),
                        base.breaker(),
                        base.serverRequests(),
                        base.forwardHeaders()),
                pool -> pool.maxConnections(PoolConfig.HTTP_MAX_CONNECTIONS)
                        .connectTimeout(PLENTY)
                        .acquireTimeout(PLENTY)
                        .idleTimeout(PLENTY));
    }

    public static ServiceConfig framing(ServiceConfig base, Framing read, Framing write) {
        return new ServiceConfig(
                base.name(),
                base.urls(),
                base.protocol(),
                base.version(),
                new FramingPair(read, write),
                base.timeout(),
                base.pool(),
                base.concurrency(),
                base.breaker(),
                base.serverRequests(),
                base.forwardHeaders());
    }

    public static ServiceConfig version(ServiceConfig base, ProtocolVersion version) {
        return new ServiceConfig(
                base.name(),
                base.urls(),
                base.protocol(),
                version,
                base.framing(),
                base.timeout(),
                base.pool(),
                base.concurrency(),
                base.breaker(),
                base.serverRequests(),
                base.forwardHeaders());
    }

    public static ServiceConfig pool(ServiceConfig base, UnaryOperator<Pool> change) {
        Pool pool = change.apply(new Pool(base.pool()));
        return new ServiceConfig(
                base.name(),
                base.urls(),
                base.protocol(),
                base.version(),
                base.framing(),
                base.timeout(),
                pool.config(),
                base.concurrency(),
                base.breaker(),
                base.serverRequests(),
                base.forwardHeaders());
    }

    /** All limits are the default ones, but for the largest answer. */
    public static LimitsConfig responseBody(long bytes) {
        return bodies(LimitsConfig.DEFAULT.requestBody(), new ByteSize(bytes));
    }

    /** The same for the largest request. */
    public static LimitsConfig requestBody(long bytes) {
        return bodies(new ByteSize(bytes), LimitsConfig.DEFAULT.responseBody());
    }

    private static LimitsConfig bodies(ByteSize request, ByteSize response) {
        LimitsConfig base = LimitsConfig.DEFAULT;
        return new LimitsConfig(
                request,
                response,
                base.bytesInFlight(),
                base.jsonDepth(),
                base.batch(),
                base.headers(),
                base.uri(),
                base.inFlight(),
                base.callsPerConnection(),
                base.connections(),
                base.headerTimeout(),
                base.bodyTimeout(),
                base.writeTimeout(),
                base.idleTimeout(),
                base.rpcIdleTimeout(),
                base.stallTimeout());
    }

    /** A pool's configuration, one value changed at a time. */
    public record Pool(PoolConfig config) {
        public Pool maxConnections(int value) {
            return of(value, config.minIdle(), config.maxInFlight(), config.maxPending());
        }

        public Pool minIdle(int value) {
            return of(config.maxConnections(), value, config.maxInFlight(), config.maxPending());
        }

        public Pool maxInFlight(int value) {
            return of(config.maxConnections(), config.minIdle(), value, config.maxPending());
        }

        public Pool maxPending(int value) {
            return of(config.maxConnections(), config.minIdle(), config.maxInFlight(), value);
        }

        public Pool acquireTimeout(Duration value) {
            return of(value, config.connectTimeout(), config.idleTimeout(), config.maxLifetime());
        }

        public Pool connectTimeout(Duration value) {
            return of(config.acquireTimeout(), value, config.idleTimeout(), config.maxLifetime());
        }

        public Pool idleTimeout(Duration value) {
            return of(config.acquireTimeout(), config.connectTimeout(), value, config.maxLifetime());
        }

        public Pool maxLifetime(Duration value) {
            return of(config.acquireTimeout(), config.connectTimeout(), config.idleTimeout(), value);
        }

        private Pool of(int maxConnections, int minIdle, int maxInFlight, int maxPending) {
            return new Pool(new PoolConfig(
                    maxConnections,
                    minIdle,
                    maxInFlight,
                    maxPending,
                    config.acquireTimeout(),
                    config.connectTimeout(),
                    config.idleTimeout(),
                    config.maxLifetime()));
        }

        private Pool of(Duration acquire, Duration connect, Duration idle, Duration lifetime) {
            return new Pool(new PoolConfig(
                    config.maxConnections(),
                    config.minIdle(),
                    config.maxInFlight(),
                    config.maxPending(),
                    acquire,
                    connect,
                    idle,
                    lifetime));
        }
    }
}
