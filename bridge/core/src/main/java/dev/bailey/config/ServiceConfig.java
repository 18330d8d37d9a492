package dev.bailey.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backend.
 *
 * @param urls its addresses, at least one; all streams, or all HTTP
 * @param version what is spoken to it; means nothing when {@code protocol} is HTTP
 * @param framing means nothing on HTTP addresses
 * @param timeout the whole of a call, unless the route has its own
 * @param breaker off when empty
 * @param serverRequests methods that the service may call down the connection, and how they are answered
 * @param forwardHeaders callers' headers (in lower case) passed on to an HTTP service
 */
public record ServiceConfig(
        String name,
        List<ServiceUrl> urls,
        Protocol protocol,
        ProtocolVersion version,
        FramingPair framing,
        Duration timeout,
        PoolConfig pool,
        ConcurrencyConfig concurrency,
        Optional<BreakerConfig> breaker,
        Map<String, ServerReply> serverRequests,
        List<String> forwardHeaders) {

    public static final ProtocolVersion VERSION = ProtocolVersion.V2_0;
    public static final Duration TIMEOUT = Duration.ofSeconds(10);
    public static final Map<String, ServerReply> SERVER_REQUESTS = Map.of("echo", ServerReply.PARAMS);
    public static final List<String> FORWARD_HEADERS = List.of();

    public ServiceConfig {
        urls = List.copyOf(urls);
        serverRequests = Ordered.copy(serverRequests);
        forwardHeaders = List.copyOf(forwardHeaders);
    }

    /** Whether its addresses are HTTP, where a connection carries one call at a time. */
    public boolean overHttp() {
        return urls.get(0) instanceof ServiceUrl.Http;
    }
}
