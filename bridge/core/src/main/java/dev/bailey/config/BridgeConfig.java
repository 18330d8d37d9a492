package dev.bailey.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole configuration, checked and with every default filled in.
 *
 * @param services by name, in the order of the file
 * @param defaultService the {@code defaults.service} that routes without one took; they already name it
 * @param drainDelay how long the edges go on serving after SIGTERM
 * @param drainTimeout how long calls in flight may then take
 * @param secrets paths (as {@code /services/ads/url}) of the values that came from <code>${file:…}</code>; masked
 *     wherever the configuration is shown
 */
public record BridgeConfig(
        HttpConfig http,
        AdminConfig admin,
        List<RpcEdgeConfig> rpc,
        Map<String, ServiceConfig> services,
        List<RouteConfig> routes,
        Optional<String> defaultService,
        LimitsConfig limits,
        LogConfig log,
        Duration drainDelay,
        Duration drainTimeout,
        Set<String> secrets) {

    public static final Duration DRAIN_DELAY = Duration.ZERO;
    public static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(25);

    public BridgeConfig {
        rpc = List.copyOf(rpc);
        services = Ordered.copy(services);
        routes = List.copyOf(routes);
        secrets = Ordered.copy(secrets);
    }

    /** As {@link ConfigWriter} writes it: no secret gets into a log. */
    @Override
    public String toString() {
        return ConfigWriter.write(this);
    }

    /**
     * Reads a file in strict UTF-8, with the process's environment.
     *
     * @throws ConfigException with every problem found, also when the file is missing or empty
     */
    public static BridgeConfig load(Path file) {
        return ConfigLoader.load(file, System.getenv());
    }
}
