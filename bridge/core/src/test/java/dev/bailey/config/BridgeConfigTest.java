package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pins every default and every key: a change here is a change of the contract. */
class BridgeConfigTest {
    @Test
    void defaultsAreThoseOfTheContract() {
        BridgeConfig config = ConfigSamples.load("minimal.yaml");

        ServiceConfig moderation = new ServiceConfig(
                "moderation",
                List.of(new ServiceUrl.Tcp("127.0.0.1", 4000)),
                Protocol.JSONRPC,
                ProtocolVersion.V2_0,
                new FramingPair(Framing.NEWLINE, Framing.NEWLINE),
                Duration.ofSeconds(10),
                new PoolConfig(
                        8,
                        0,
                        64,
                        128,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        Duration.ofMinutes(5)),
                new ConcurrencyConfig(512, true),
                Optional.empty(),
                Map.of("echo", ServerReply.PARAMS),
                List.of());
        RouteConfig get = new RouteConfig(
                new MethodName.Exact("ads.get"),
                "ads.get",
                new Endpoint(
                        Verb.GET,
                        new PathTemplate(List.of(new PathTemplate.Literal("ads"), new PathTemplate.Variable("id")))),
                List.of(),
                "moderation",
                Optional.empty(),
                Map.of(),
                Set.of(),
                Map.of(),
                Map.of(),
                new BodyMapping.None(),
                Optional.empty(),
                new ResultMapping.Whole(),
                200,
                List.of(),
                true,
                Optional.empty(),
                false,
                false);
        LimitsConfig limits = new LimitsConfig(
                new ByteSize(1_048_576),
                new ByteSize(4_194_304),
                new ByteBudget.OfHeap(25),
                64,
                100,
                new ByteSize(8_192),
                new ByteSize(2_048),
                1024,
                128,
                1024,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10));
        assertEquals(
                new BridgeConfig(
                        new HttpConfig(List.of(new ListenAddress.Tcp("127.0.0.1", 8080)), false),
                        new AdminConfig(new ListenAddress.Tcp("127.0.0.1", 9090)),
                        List.of(),
                        Map.of("moderation", moderation),
                        List.of(get),
                        Optional.empty(),
                        limits,
                        new LogConfig(LogConfig.CallLogging.FAILURES),
                        Duration.ZERO,
                        Duration.ofSeconds(25),
                        Set.of()),
                config);
    }

    @Test
    void everyEdgeKeyIsRead() {
        BridgeConfig config = ConfigSamples.load("explicit.yaml");

        assertEquals(
                new HttpConfig(
                        List.of(new ListenAddress.Tcp("::1", 8081), new ListenAddress.Unix("/run/bailey.sock")), true),
                config.http());
        assertEquals(new AdminConfig(new ListenAddress.Tcp("0.0.0.0", 9091)), config.admin());
        assertEquals(
                List.of(
                        new RpcEdgeConfig.Stream(
                                new ListenAddress.Unix("/run/legacy.sock"),
                                new FramingPair(Framing.NETSTRING, Framing.NUL),
                                Optional.of(ProtocolVersion.V2_0)),
                        new RpcEdgeConfig.Post("/rpc/v1", Optional.of(ProtocolVersion.V1_0))),
                config.rpc());
        assertEquals(new LogConfig(LogConfig.CallLogging.OFF), config.log());
        assertEquals(Duration.ofSeconds(5), config.drainDelay());
        assertEquals(Duration.ofMinutes(1), config.drainTimeout());
        assertEquals(Optional.of("ovsdb"), config.defaultService());
    }

    @Test
    void everyLimitIsRead() {
        assertEquals(
                new LimitsConfig(
                        ByteSize.ofMiB(2),
                        ByteSize.ofMiB(1024),
                        new ByteBudget.Fixed(ByteSize.ofMiB(64)),
                        10,
                        11,
                        ByteSize.ofKiB(16),
                        new ByteSize(4097),
                        12,
                        13,
                        14,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6)),
                ConfigSamples.load("explicit.yaml").limits());
    }

    @Test
    void everyServiceKeyIsRead() {
        assertEquals(
                new ServiceConfig(
                        "ovsdb",
                        List.of(new ServiceUrl.Unix("/run/ovsdb.sock"), new ServiceUrl.Tcp("ovsdb", 6640)),
                        Protocol.JSONRPC,
                        ProtocolVersion.V1_0,
                        new FramingPair(Framing.CONCATENATED, Framing.CONCATENATED),
                        Duration.ofSeconds(3),
                        new PoolConfig(
                                2,
                                1,
                                1,
                                0,
                                Duration.ofMillis(50),
                                Duration.ofSeconds(2),
                                Duration.ofHours(1),
                                Duration.ofHours(2)),
                        new ConcurrencyConfig(8, false),
                        Optional.of(new BreakerConfig(9, Duration.ofSeconds(7))),
                        Map.of("echo", ServerReply.PARAMS, "ping", ServerReply.PARAMS),
                        List.of()),
                ConfigSamples.load("explicit.yaml").services().get("ovsdb"));
    }

    @Test
    void anHttpServiceHasDefaultsOfItsOwn() {
        ServiceConfig moved = service("moved");

        assertEquals(List.of(new ServiceUrl.Http("https", "moved.example", 443, "/api/v1")), moved.urls());
        assertEquals(Protocol.HTTP, moved.protocol());
        assertEquals(64, moved.pool().maxConnections());
        assertEquals(1, moved.pool().maxInFlight());
        assertEquals(Optional.of(new BreakerConfig(5, Duration.ofSeconds(5))), moved.breaker());
        assertEquals(Map.of(), moved.serverRequests());
        assertEquals(List.of("authorization", "x-request-id"), moved.forwardHeaders());
    }

    @Test
    void jsonRpcOverHttpHasOneCallAtATimeOnEightConnections() {
        ServiceConfig posted = service("posted");

        assertEquals(Protocol.JSONRPC, posted.protocol());
        assertEquals(8, posted.pool().maxConnections());
        assertEquals(1, posted.pool().maxInFlight());
    }

    private static ServiceConfig service(String name) {
        return ConfigSamples.load("explicit.yaml").services().values().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyRouteKeyIsRead() {
        Map<String, String> constants = new LinkedHashMap<>();
        constants.put("source", "\"web\"");
        constants.put("n", "1.50e+3");
        constants.put("on", "true");
        constants.put("none", "null");
        constants.put("deep", "{\"b\":[1,\"2\",\"x\"],\"a\":{}}");
        assertEquals(
                new RouteConfig(
                        new MethodName.Exact("transact"),
                        "ovsdb.transact",
                        Endpoint.parse("POST /databases/{db}/transactions"),
                        List.of(Endpoint.parse("PUT /v1/n-{db}"), Endpoint.parse("GET /query/{db}")),
                        "ovsdb",
                        Optional.of(Duration.ofMillis(1500)),
                        Map.of("db", ParamType.STRING, "dry", ParamType.BOOLEAN),
                        Set.of(),
                        Map.of("tenant", "X-Tenant"),
                        constants,
                        new BodyMapping.Param("ops"),
                        Optional.of(new Positional(
                                List.of("db", "tenant", "source", "n", "on", "none", "deep", "dry"),
                                Optional.of("ops"))),
                        new ResultMapping.Member("rows"),
                        201,
                        List.of(
                                new ErrorMapping("-32001", 404),
                                new ErrorMapping("unknown database", 409),
                                new ErrorMapping("*", 502)),
                        true,
                        Optional.of(32),
                        true,
                        false),
                ConfigSamples.load("explicit.yaml").routes().get(0));
    }

    @Test
    void theExampleOfTheContractLoads() {
        BridgeConfig config = ConfigSamples.load("contract.yaml");

        assertEquals(
                List.of("ads.get", "ads.moderate", "ads.viewed", "legacy.{method}"),
                config.routes().stream().map(RouteConfig::name).toList());
        assertEquals(
                List.of(Endpoint.parse("GET /v1/ads/{id}")),
                config.routes().get(0).additional());
        assertEquals(LimitsConfig.DEFAULT, config.limits());
        assertEquals(HttpConfig.DEFAULT, config.http());
        assertEquals(AdminConfig.DEFAULT, config.admin());
        assertEquals(LogConfig.DEFAULT, config.log());
    }

    @Test
    void sectionsWithAllTheirLinesCommentedOutAreEmpty() {
        String yaml = ConfigSamples.text("minimal.yaml") + """
                http:
                admin:
                rpc:
                  # - path: /rpc
                defaults:
                limits:
                  # batch: 3
                log:
                """;
        assertEquals(ConfigSamples.load("minimal.yaml"), ConfigLoader.load("minimal.yaml", yaml, Map.of()));
    }

    @Test
    void secretsAreNotPrinted() {
        String yaml = """
                services: {s: {url: tcp://h:1}}
                routes: [{rpc: r, http: GET /r, service: s, constants: {token: hunter2}}]
                """;
        BridgeConfig config = ConfigLoader.load("f.yaml", yaml, Map.of());

        assertFalse(config.toString().contains("hunter2"));
        assertFalse(config.routes().toString().contains("hunter2"));
    }
}
