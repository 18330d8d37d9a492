package dev.bailey.config;

import java.util.List;
import java.util.Optional;

/** Reads {@code http}, {@code admin} and the items of {@code rpc}. */
final class EdgeSections {
    private static final Shape<ListenAddress> ADDRESS =
            Shapes.parsed("an address such as 127.0.0.1:8080 or unix:/run/bailey.sock", ListenAddress::parse);

    static final Key<List<ListenAddress>> HTTP_LISTEN = Key.of(
            "listen",
            Collected.oneOrMore(ADDRESS),
            HttpConfig.DEFAULT.listen(),
            "host:port or unix:/path; one or a list");
    static final Key<Boolean> SERVER_TIMING = Key.of(
            "serverTiming", Shapes.bool(), HttpConfig.DEFAULT.serverTiming(), "whether answers carry Server-Timing");
    static final Section HTTP = Section.of("the HTTP edge", HTTP_LISTEN, SERVER_TIMING);

    static final Key<ListenAddress> ADMIN_LISTEN =
            Key.of("listen", ADDRESS, AdminConfig.DEFAULT.listen(), "host:port or unix:/path");
    static final Section ADMIN = Section.of("health and metrics", ADMIN_LISTEN);

    static final Key<ListenAddress> RPC_LISTEN =
            Key.of("listen", ADDRESS, "tcp://host:port or unix:/path, for JSON-RPC on a stream");
    static final Key<FramingPair> RPC_FRAMING =
            Key.of("framing", new FramingShape(), FramingPair.DEFAULT, "how messages are told apart on the stream");
    static final Key<String> RPC_PATH = Key.of(
            "path",
            Shapes.parsed("a path such as /rpc", EdgeSections::path),
            "JSON-RPC over HTTP POST, on the HTTP edge");
    static final Key<ProtocolVersion> RPC_VERSION =
            Key.of("version", Shapes.word(ProtocolVersion.values()), "the only version taken; both when left out");
    static final Section RPC = Section.of("a JSON-RPC edge", RPC_LISTEN, RPC_FRAMING, RPC_PATH, RPC_VERSION)
            .requiringOneOf(RPC_LISTEN, RPC_PATH);

    private EdgeSections() {}

    static Optional<HttpConfig> http(Fields http) {
        List<ListenAddress> listen = http.value(HTTP_LISTEN);
        Value at = http.at(HTTP_LISTEN);
        if (at.isList() && at.items("a list").isEmpty()) {
            at.problem("at least one address is needed");
        }
        return Optional.of(new HttpConfig(listen, http.value(SERVER_TIMING)));
    }

    static Optional<AdminConfig> admin(Fields admin) {
        return Optional.of(new AdminConfig(admin.value(ADMIN_LISTEN)));
    }

    static Optional<RpcEdgeConfig> rpc(Fields edge) {
        Optional<ProtocolVersion> version = edge.get(RPC_VERSION);
        if (edge.has(RPC_LISTEN)) {
            return edge.get(RPC_LISTEN)
                    .map(listen -> new RpcEdgeConfig.Stream(listen, edge.value(RPC_FRAMING), version));
        }
        if (edge.has(RPC_FRAMING)) {
            edge.at(RPC_FRAMING).problemWithKey("'framing' is for streams; HTTP POST has its own");
        }
        return edge.get(RPC_PATH).map(path -> new RpcEdgeConfig.Post(path, version));
    }

    private static String path(String text) {
        PathTemplate template = PathTemplate.parse(text);
        if (!template.variables().isEmpty()) {
            throw new IllegalArgumentException("the path of an edge has no variables");
        }
        return template.toString();
    }
}
