package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.Bridge;
import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.client.loop.VertxEventLoop;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.conformance.KitServices;
import dev.bailey.conformance.KitTransport;
import dev.bailey.conformance.RpcCase;
import dev.bailey.conformance.RpcCases;
import dev.bailey.http.HttpHandler;
import dev.bailey.rpc.RpcVersion;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON-RPC kit over everything that carries messages: each framing over TCP, a Unix socket, and HTTP POST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RpcConformanceIT {
    private static final List<Optional<ProtocolVersion>> VERSIONS =
            List.of(Optional.empty(), Optional.of(ProtocolVersion.V2_0), Optional.of(ProtocolVersion.V1_0));
    private static final ListenAddress ANY_PORT = new ListenAddress.Tcp("127.0.0.1", 0);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final List<VertxEventLoop> loops = VertxEventLoops.of(vertx).all();
    private final ConnectionLimit connections = new ConnectionLimit(1024);
    private final KitServices services = new KitServices();
    private final BridgeConfig config = ConfigLoader.load("kit.yaml", RpcCases.config(), Map.of());
    private final Bridge bridge = Bridge.builder()
            .config(config)
            .transport(new KitTransport(services))
            .callLog(line -> {})
            .build();
    private final List<RpcEdge> edges = new ArrayList<>();
    private final Map<String, Carrier> carriers = new HashMap<>();
    private final HttpEdge http = new HttpEdge(
            vertx,
            loops,
            bridge.http(posts()),
            new HttpEdgeOptions(
                    LimitsConfig.DEFAULT,
                    false,
                    connections,
                    BytesInFlight.unlimited(),
                    new NoEdgeMetrics(),
                    CallObserver.NONE));

    @TempDir
    private static Path folder;

    /** Carries a message there, and what is answered back. */
    private interface Carrier {
        List<byte[]> carry(RpcCase it) throws IOException;
    }

    @BeforeAll
    void open() throws Exception {
        for (Optional<ProtocolVersion> version : VERSIONS) {
            for (Framing framing : Framing.values()) {
                open("tcp " + framing.word(), ANY_PORT, new FramingPair(framing, framing), version);
            }
            FramingPair mixed = new FramingPair(Framing.CONTENT_LENGTH, Framing.NETSTRING);
            open("tcp mixed", ANY_PORT, mixed, version);
            String file = folder.resolve("s" + edges.size()).toString();
            FramingPair unixPair = new FramingPair(Framing.CONTENT_LENGTH, Framing.NEWLINE);
            open("unix", new ListenAddress.Unix(file), unixPair, version);
        }
        ListenAddress address = RunningEdge.get(http.listen(List.of(ANY_PORT)).toCompletableFuture())
                .get(0);
        VERSIONS.forEach(version -> carriers.put(key("post", version), it -> post(address, version, it)));
    }

    private void open(String name, ListenAddress listen, FramingPair framing, Optional<ProtocolVersion> version)
            throws Exception {
        RpcEdge edge = new RpcEdge(
                vertx,
                loops,
                bridge.rpc(),
                new RpcEdgeConfig.Stream(listen, framing, version),
                new RpcEdgeOptions(
                        LimitsConfig.DEFAULT,
                        connections,
                        BytesInFlight.unlimited(),
                        new NoEdgeMetrics(),
                        CallObserver.NONE));
        edges.add(edge);
        ListenAddress address = RunningEdge.get(edge.listen().toCompletableFuture());
        carriers.put(key(name, version), it -> frame(address, framing, it));
    }

    private Map<String, HttpHandler> posts() {
        Map<String, HttpHandler> posts = new HashMap<>();
        for (Optional<ProtocolVersion> version : VERSIONS) {
            RpcEdgeConfig.Post edge = new RpcEdgeConfig.Post(path(version), version);
            posts.put(edge.path(), new RpcPost(bridge.rpc(), edge, LimitsConfig.DEFAULT, CallObserver.NONE));
        }
        return posts;
    }

    private static String path(Optional<ProtocolVersion> version) {
        return "/rpc/" + version.map(ProtocolVersion::word).orElse("any");
    }

    private static String key(String carrier, Optional<ProtocolVersion> version) {
        return carrier + " " + version;
    }

    @AfterAll
    void close() throws Exception {
        for (RpcEdge edge : edges) {
            assertEquals(0, RunningEdge.get(edge.close(Duration.ofSeconds(5)).toCompletableFuture()));
        }
        assertEquals(0, RunningEdge.get(http.close(Duration.ofSeconds(5)).toCompletableFuture()));
        RunningEdge.get(vertx.close().toCompletionStage().toCompletableFuture());
        assertEquals(0, connections.open());
        assertEquals(0, bridge.inFlight());
    }

    static Stream<Arguments> casesOnEveryCarrier() {
        List<RpcCase> cases = RpcCases.all().toList();
        Stream<Arguments> framed = Stream.of(Framing.values()).flatMap(framing -> cases.stream()
                .filter(it -> it.isCarriedBy(framing))
                .map(it -> Arguments.of("tcp " + framing.word(), it)));
        Stream<Arguments> others = Stream.of("tcp mixed", "unix", "post")
                .flatMap(carrier -> cases.stream().map(it -> Arguments.of(carrier, it)));
        return Stream.concat(framed, others);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOnEveryCarrier")
    void callersAndServicesSeeWhatTheCaseSays(String carrier, RpcCase it) throws IOException {
        services.begin(it);
        Optional<ProtocolVersion> version =
                it.edge().map(edge -> edge == RpcVersion.V1 ? ProtocolVersion.V1_0 : ProtocolVersion.V2_0);
        List<byte[]> answers = Objects.requireNonNull(carriers.get(key(carrier, version)), carrier)
                .carry(it);
        assertEquals(it.answer().isPresent() ? 1 : 0, answers.size(), () -> "answers of " + it.file());
        it.answer()
                .ifPresent(pattern ->
                        assertEquals("", pattern.mismatch(answers.get(0)).orElse("")));
        assertEquals(sorted(it.reached()), sorted(services.reached()));
    }

    private static List<String> sorted(List<RpcCase.Reached> reached) {
        return reached.stream()
                .map(RpcCase.Reached::toString)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** One message and a FIN: the answer comes all the same. */
    private static List<byte[]> frame(ListenAddress address, FramingPair framing, RpcCase it) throws IOException {
        try (FrameCaller caller = FrameCaller.on(address, framing).sends(it.bytes())) {
            List<String> answers = caller.sendsNoMore().answersToTheEnd();
            return answers.stream()
                    .map(answer -> answer.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();
        }
    }

    private static List<byte[]> post(ListenAddress address, Optional<ProtocolVersion> version, RpcCase it)
            throws IOException {
        String head =
                "POST " + path(version) + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                        + it.bytes().length + "\r\n\r\n";
        try (SocketCaller caller = SocketCaller.on(address)) {
            WireAnswer answer = caller.sends(head).sends(it.bytes()).answer();
            assertEquals(it.answer().isPresent() ? 200 : 204, answer.status());
            return answer.status() == 204 ? List.of() : List.of(answer.body().getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
