package dev.bailey.client;

import dev.bailey.config.AdminConfig;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConcurrencyConfig;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.HttpConfig;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.LogConfig;
import dev.bailey.config.LogConfig.CallLogging;
import dev.bailey.config.PoolConfig;
import dev.bailey.config.Protocol;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.metrics.BridgeMetrics;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Puts a {@link LegacyClient} of one service together, in code; the defaults are those of a configuration file. Not thread-safe.
 */
public final class ServiceClientBuilder {
    private final List<ServiceUrl> urls;
    private String name = "service";
    private FramingPair framing = FramingPair.DEFAULT;
    private ProtocolVersion version = ServiceConfig.VERSION;
    private Duration timeout = ServiceConfig.TIMEOUT;
    private PoolConfig pool = PoolConfig.DEFAULT;
    private UnaryOperator<LegacyClientBuilder> common = UnaryOperator.identity();

    ServiceClientBuilder(List<String> urls) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a service has an address at least");
        }
        this.urls = urls.stream().map(ServiceUrl::parse).toList();
        if (this.urls.stream().map(ServiceUrl.Http.class::isInstance).distinct().count() > 1) {
            throw new IllegalArgumentException("the addresses of one service are all streams (tcp, unix) or all http");
        }
    }

    /** What metrics call the service; {@code service} unless said. */
    public ServiceClientBuilder name(String label) {
        name = label;
        return this;
    }

    /** How messages are told apart on a stream, both ways; newline unless said. */
    public ServiceClientBuilder framing(Framing both) {
        return framing(both, both);
    }

    /** The same, each way apart. */
    public ServiceClientBuilder framing(Framing read, Framing write) {
        framing = new FramingPair(read, write);
        return this;
    }

    /** 2.0 unless said. With 1.0, proxies write params by position. */
    public ServiceClientBuilder version(ProtocolVersion spoken) {
        version = spoken;
        return this;
    }

    /** How long a whole call may take, queue, connect and a retry included; 10 s unless said. */
    public ServiceClientBuilder timeout(Duration whole) {
        if (whole.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("a timeout is a millisecond at least: " + whole);
        }
        timeout = whole;
        return this;
    }

    /** The connections: {@code pool(pool -> pool.withMaxConnections(2).withMinIdle(1))}. */
    public ServiceClientBuilder pool(UnaryOperator<PoolConfig> change) {
        PoolConfig changed = change.apply(pool);
        if (changed.maxConnections() < 1 || changed.maxInFlight() < 1) {
            throw new IllegalArgumentException("a pool has one connection and one call on it at least");
        }
        if (changed.minIdle() < 0 || changed.minIdle() > changed.maxConnections() || changed.maxPending() < 0) {
            throw new IllegalArgumentException("minIdle is from 0 to maxConnections, maxPending 0 or more");
        }
        pool = changed;
        return this;
    }

    /** See {@link LegacyClientBuilder#vertx}. */
    public ServiceClientBuilder vertx(Vertx host) {
        return and(builder -> builder.vertx(host));
    }

    /** See {@link LegacyClientBuilder#eventLoops}. */
    public ServiceClientBuilder eventLoops(int count) {
        return and(builder -> builder.eventLoops(count));
    }

    /** See {@link LegacyClientBuilder#metrics}. */
    public ServiceClientBuilder metrics(BridgeMetrics target) {
        return and(builder -> builder.metrics(target));
    }

    /** See {@link LegacyClientBuilder#binding}. */
    public ServiceClientBuilder binding(JsonBinding own) {
        return and(builder -> builder.binding(own));
    }

    private ServiceClientBuilder and(UnaryOperator<LegacyClientBuilder> more) {
        UnaryOperator<LegacyClientBuilder> before = common;
        common = builder -> more.apply(before.apply(builder));
        return this;
    }

    /** Makes the client. It connects in the background. */
    public LegacyClient build() {
        return common.apply(LegacyClientBuilder.service(config(), name)).build();
    }

    private BridgeConfig config() {
        ServiceConfig service = new ServiceConfig(
                name,
                urls,
                Protocol.JSONRPC,
                version,
                framing,
                timeout,
                pool,
                ConcurrencyConfig.DEFAULT,
                Optional.empty(),
                ServiceConfig.SERVER_REQUESTS,
                ServiceConfig.FORWARD_HEADERS);
        return new BridgeConfig(
                HttpConfig.DEFAULT,
                AdminConfig.DEFAULT,
                List.of(),
                Map.of(name, service),
                List.of(),
                Optional.empty(),
                LimitsConfig.DEFAULT,
                // whoever calls learns of failures by exceptions
                new LogConfig(CallLogging.OFF),
                BridgeConfig.DRAIN_DELAY,
                BridgeConfig.DRAIN_TIMEOUT,
                Set.of());
    }
}
