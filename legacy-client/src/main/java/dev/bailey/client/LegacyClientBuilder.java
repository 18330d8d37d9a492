package dev.bailey.client;

import dev.bailey.Bridge;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.Protocol;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.config.ServiceConfig;
import dev.bailey.json.JsonLimits;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.rpc.RpcHandler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a {@link LegacyClient} of a configuration together. Not thread-safe. */
public final class LegacyClientBuilder {
    /** After its deadline, until a caller that waits takes the event loop for stuck. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final BridgeConfig config;
    private final Function<Bridge, RpcHandler> way;
    private final boolean positional;
    private @Nullable Vertx vertx;
    private @Nullable JsonBinding binding;
    private int eventLoops = 1;
    private BridgeMetrics metrics = BridgeMetrics.NONE;

    private LegacyClientBuilder(BridgeConfig config, Function<Bridge, RpcHandler> way, boolean positional) {
        this.config = config;
        this.way = way;
        this.positional = positional;
    }

    static LegacyClientBuilder routes(BridgeConfig config) {
        return new LegacyClientBuilder(config, Bridge::rpc, /* positional= */ false);
    }

    static LegacyClientBuilder service(BridgeConfig config, String name) {
        ServiceConfig service = config.services().get(name);
        if (service == null) {
            throw new IllegalArgumentException("there is no service '" + name + "' in the configuration");
        }
        if (service.protocol() != Protocol.JSONRPC) {
            throw new IllegalArgumentException(
                    "the service '" + name + "' speaks HTTP; its methods are the routes', for LegacyClient.direct");
        }
        BridgeConfig alone = new BridgeConfig(
                config.http(),
                config.admin(),
                List.of(),
                Map.of(name, service),
                List.of(),
                Optional.empty(),
                config.limits(),
                config.log(),
                config.drainDelay(),
                config.drainTimeout(),
                config.secrets());
        boolean positional = service.version() == ProtocolVersion.V1_0;
        return new LegacyClientBuilder(alone, bridge -> bridge.service(name), positional);
    }

    /** The Vertx whose loops calls go by, which stays open; the client starts a small one of its own unless said. */
    public LegacyClientBuilder vertx(Vertx host) {
        vertx = host;
        return this;
    }

    /** How many event loops the client's own Vertx has; 1 unless said, which is good for tens of thousands of calls a second. */
    public LegacyClientBuilder eventLoops(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one event loop is needed, not " + count);
        }
        eventLoops = count;
        return this;
    }

    /** Where measurements go; nowhere unless said. */
    public LegacyClientBuilder metrics(BridgeMetrics target) {
        metrics = target;
        return this;
    }

    /** How Java values become JSON and back; by Jackson 2 unless said, or without it by the little that takes no library. */
    public LegacyClientBuilder binding(JsonBinding own) {
        binding = own;
        return this;
    }

    /** Makes the client. Its services are connected to in the background. */
    public LegacyClient build() {
        boolean hosted = vertx != null;
        Vertx used = vertx == null ? OwnVertx.start(eventLoops) : vertx;
        VertxEventLoops loops = VertxEventLoops.of(used);
        Bridge bridge = Bridge.builder()
                .config(config)
                .transport(new VertxTransport(used, loops))
                .metrics(metrics)
                .build();
        LimitsConfig limits = config.limits();
        Caller caller = new Caller(
                way.apply(bridge),
                loops::currentOrNext,
                limits.inFlight(),
                limits.requestBody().toInt());
        JsonLimits json =
                new JsonLimits(limits.jsonDepth(), JsonLimits.DEFAULT.numberChars(), JsonLimits.DEFAULT.nameBytes());
        ClientCore core = new ClientCore(
                caller,
                new Values(binding == null ? Values.found() : binding, json),
                limits.batch(),
                positional,
                longestTimeout().plus(GRACE).toNanos(),
                () -> hosted ? bridge.close() : close(bridge, used));
        return new LegacyClient(core, Long.MAX_VALUE);
    }

    private static CompletionStage<Void> close(Bridge bridge, Vertx own) {
        return bridge.close().thenCompose(closed -> own.close().toCompletionStage());
    }

    private Duration longestTimeout() {
        return Stream.concat(
                        config.services().values().stream().map(ServiceConfig::timeout),
                        config.routes().stream().flatMap(route -> route.timeout().stream()))
                .max(Duration::compareTo)
                .orElse(ServiceConfig.TIMEOUT);
    }
}
