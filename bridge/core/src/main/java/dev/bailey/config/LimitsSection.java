package dev.bailey.config;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code limits}. */
final class LimitsSection {
    private static final LimitsConfig DEFAULT = LimitsConfig.DEFAULT;
    private static final ByteSize MAX_BODY = ByteSize.ofMiB(1024);
    private static final Shape<ByteSize> BODY = Shapes.size(new ByteSize(1), MAX_BODY);
    private static final Shape<ByteSize> HEAD = Shapes.size(new ByteSize(64), ByteSize.ofMiB(1));
    private static final Shape<Integer> COUNT = Shapes.integer(1, 1_000_000);
    private static final Shape<Duration> TIME = Shapes.duration(Duration.ofMillis(1));

    static final Key<ByteSize> REQUEST_BODY =
            Key.of("requestBody", BODY, DEFAULT.requestBody(), "largest request body, and frame of an RPC caller");
    static final Key<ByteSize> RESPONSE_BODY =
            Key.of("responseBody", BODY, DEFAULT.responseBody(), "largest answer of a service");
    static final Key<ByteBudget> BYTES_IN_FLIGHT = Key.of(
            "bytesInFlight",
            Shapes.budget(),
            DEFAULT.bytesInFlight(),
            "bytes received and not yet passed on: a size, or a part of the heap");
    static final Key<Integer> JSON_DEPTH = Key.of(
            "jsonDepth", Shapes.integer(1, 1024), DEFAULT.jsonDepth(), "levels of nesting in params and results");
    static final Key<Integer> BATCH =
            Key.of("batch", Shapes.integer(1, 10_000), DEFAULT.batch(), "calls in one batch; 16 run at once");
    static final Key<ByteSize> HEADERS = Key.of("headers", HEAD, DEFAULT.headers(), "bytes of all headers");
    static final Key<ByteSize> URI = Key.of("uri", HEAD, DEFAULT.uri(), "bytes of path and query");
    static final Key<Integer> IN_FLIGHT =
            Key.of("inFlight", COUNT, DEFAULT.inFlight(), "calls in the whole process; over it they are shed");
    static final Key<Integer> CALLS_PER_CONNECTION = Key.of(
            "callsPerConnection",
            COUNT,
            DEFAULT.callsPerConnection(),
            "calls of one RPC caller; over it reading stops");
    static final Key<Integer> CONNECTIONS =
            Key.of("connections", COUNT, DEFAULT.connections(), "callers' connections, all edges");
    static final Key<Duration> HEADER_TIMEOUT =
            Key.of("headerTimeout", TIME, DEFAULT.headerTimeout(), "to receive the head of a request");
    static final Key<Duration> BODY_TIMEOUT =
            Key.of("bodyTimeout", TIME, DEFAULT.bodyTimeout(), "to receive the body of a request");
    static final Key<Duration> WRITE_TIMEOUT =
            Key.of("writeTimeout", TIME, DEFAULT.writeTimeout(), "after which a caller that does not read is closed");
    static final Key<Duration> IDLE_TIMEOUT =
            Key.of("idleTimeout", TIME, DEFAULT.idleTimeout(), "of kept-alive HTTP connections");
    static final Key<Duration> RPC_IDLE_TIMEOUT =
            Key.of("rpcIdleTimeout", TIME, DEFAULT.rpcIdleTimeout(), "of RPC callers' connections");
    static final Key<Duration> STALL_TIMEOUT =
            Key.of("stallTimeout", TIME, DEFAULT.stallTimeout(), "of streams without progress on either side");

    static final Section SECTION = Section.of(
            "what callers and services may ask of the process",
            REQUEST_BODY,
            RESPONSE_BODY,
            BYTES_IN_FLIGHT,
            JSON_DEPTH,
            BATCH,
            HEADERS,
            URI,
            IN_FLIGHT,
            CALLS_PER_CONNECTION,
            CONNECTIONS,
            HEADER_TIMEOUT,
            BODY_TIMEOUT,
            WRITE_TIMEOUT,
            IDLE_TIMEOUT,
            RPC_IDLE_TIMEOUT,
            STALL_TIMEOUT);

    private LimitsSection() {}

    static Optional<LimitsConfig> read(Fields limits) {
        return Optional.of(new LimitsConfig(
                limits.value(REQUEST_BODY),
                limits.value(RESPONSE_BODY),
                limits.value(BYTES_IN_FLIGHT),
                limits.value(JSON_DEPTH),
                limits.value(BATCH),
                limits.value(HEADERS),
                limits.value(URI),
                limits.value(IN_FLIGHT),
                limits.value(CALLS_PER_CONNECTION),
                limits.value(CONNECTIONS),
                limits.value(HEADER_TIMEOUT),
                limits.value(BODY_TIMEOUT),
                limits.value(WRITE_TIMEOUT),
                limits.value(IDLE_TIMEOUT),
                limits.value(RPC_IDLE_TIMEOUT),
                limits.value(STALL_TIMEOUT)));
    }
}
