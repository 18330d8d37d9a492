package dev.bailey.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one of {@code services}. */
final class ServiceSection {
    private static final Shape<ServiceUrl> URL_SHAPE = Shapes.parsed(
            "a url such as tcp://127.0.0.1:4000, unix:/run/ads.sock or http://ads:8080", ServiceUrl::parse);
    private static final Shape<Integer> COUNT = Shapes.integer(1, 1_000_000);
    private static final Shape<Duration> TIME = Shapes.duration(Duration.ofMillis(1));

    static final Key<ServiceUrl> URL = Key.of("url", URL_SHAPE, "tcp://, unix:, http:// or https://");
    static final Key<List<ServiceUrl>> URLS = Key.of("urls", Collected.listOf(URL_SHAPE), "several addresses");
    static final Key<Protocol> PROTOCOL = Key.of(
            "protocol",
            Shapes.word(Protocol.values()),
            "jsonrpc (default for tcp and unix) or http (default for http and https)");
    static final Key<ProtocolVersion> VERSION =
            Key.of("version", Shapes.word(ProtocolVersion.values()), ServiceConfig.VERSION, "the version of JSON-RPC");
    static final Key<FramingPair> FRAMING = Key.of(
            "framing",
            new FramingShape(),
            FramingPair.DEFAULT,
            "how messages are told apart on the stream; {read: …, write: …} sets each way apart");
    static final Key<Duration> TIMEOUT = Key.of("timeout", TIME, ServiceConfig.TIMEOUT, "of a whole call");
    static final Key<PoolConfig> POOL = Key.of(
            "pool",
            Collected.section(PoolSection.SECTION, PoolSection::read),
            PoolConfig.DEFAULT,
            PoolSection.SECTION.about());

    static final Key<Integer> MAX = Key.of("max", COUNT, ConcurrencyConfig.DEFAULT.max(), "calls at once, at most");
    static final Key<Boolean> ADAPTIVE = Key.of(
            "adaptive", Shapes.bool(), ConcurrencyConfig.DEFAULT.adaptive(), "whether latency may lower the limit");
    private static final Section CONCURRENCY_SECTION = Section.of("calls in flight to the service", MAX, ADAPTIVE);
    static final Key<ConcurrencyConfig> CONCURRENCY = Key.of(
            "concurrency",
            Collected.section(CONCURRENCY_SECTION, ServiceSection::concurrency),
            ConcurrencyConfig.DEFAULT,
            CONCURRENCY_SECTION.about());

    static final Key<Integer> FAILURES =
            Key.of("failures", COUNT, BreakerConfig.DEFAULT.failures(), "in a row that open it");
    static final Key<Duration> OPEN =
            Key.of("open", TIME, BreakerConfig.DEFAULT.open(), "how long it refuses before one call may try");
    private static final Section BREAKER_SECTION = Section.of("a circuit breaker; off unless given", FAILURES, OPEN);
    static final Key<BreakerConfig> BREAKER =
            Key.of("breaker", Collected.section(BREAKER_SECTION, ServiceSection::breaker), BREAKER_SECTION.about());

    static final Key<Map<String, ServerReply>> SERVER_REQUESTS = Key.of(
            "serverRequests",
            Collected.mapOf(Shapes.word(ServerReply.values())),
            ServiceConfig.SERVER_REQUESTS,
            "requests that the service sends down the connection, and how they are answered");
    static final Key<List<String>> FORWARD_HEADERS = Key.of(
            "forwardHeaders",
            Collected.listOf(
                    Shapes.parsed("a header", text -> HeaderNames.checked(text).toLowerCase(Locale.ROOT))),
            ServiceConfig.FORWARD_HEADERS,
            "callers' headers passed on to an http service");

    static final Section SECTION = Section.of(
                    "a backend",
                    URL,
                    URLS,
                    PROTOCOL,
                    VERSION,
                    FRAMING,
                    TIMEOUT,
                    POOL,
                    CONCURRENCY,
                    BREAKER,
                    SERVER_REQUESTS,
                    FORWARD_HEADERS)
            .requiringOneOf(URL, URLS);

    private ServiceSection() {}

    static Optional<ServiceConfig> read(Fields service) {
        List<ServiceUrl> urls =
                service.get(URL).map(List::of).orElseGet(() -> service.get(URLS).orElse(List.of()));
        Optional<Protocol> protocol = service.get(PROTOCOL);
        ServiceConfig config = new ServiceConfig(
                service.at().key(),
                urls,
                protocol.orElseGet(() -> defaultProtocol(urls)),
                service.value(VERSION),
                service.value(FRAMING),
                service.value(TIMEOUT),
                service.value(POOL),
                service.value(CONCURRENCY),
                service.has(BREAKER) && !service.at(BREAKER).isNull() ? service.get(BREAKER) : Optional.empty(),
                service.value(SERVER_REQUESTS),
                service.value(FORWARD_HEADERS));
        return ServiceChecks.checked(config, service);
    }

    private static Protocol defaultProtocol(List<ServiceUrl> urls) {
        boolean http = !urls.isEmpty() && urls.get(0) instanceof ServiceUrl.Http;
        return http ? Protocol.HTTP : Protocol.JSONRPC;
    }

    private static Optional<ConcurrencyConfig> concurrency(Fields concurrency) {
        return Optional.of(new ConcurrencyConfig(concurrency.value(MAX), concurrency.value(ADAPTIVE)));
    }

    private static Optional<BreakerConfig> breaker(Fields breaker) {
        return Optional.of(new BreakerConfig(breaker.value(FAILURES), breaker.value(OPEN)));
    }
}
