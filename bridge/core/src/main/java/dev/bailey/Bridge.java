package dev.bailey;

import dev.bailey.call.CallObserver;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.Endpoint;
import dev.bailey.config.LogConfig;
import dev.bailey.config.RouteConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.http.CheckingHttp;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.ObservedHttp;
import dev.bailey.http.ProblemRendering;
import dev.bailey.json.JsonLimits;
import dev.bailey.log.CallLine;
import dev.bailey.log.CallLog;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.Direction;
import dev.bailey.resilience.Admitted;
import dev.bailey.resilience.Deadlined;
import dev.bailey.resilience.InFlightLimit;
import dev.bailey.route.EndpointTable;
import dev.bailey.route.Facade;
import dev.bailey.route.RoutingHttp;
import dev.bailey.rpc.RpcHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The bridge itself: every way through it, without edges. {@link #http} is what HTTP callers reach, from whatever host.
 *
 * <p>Thread-safe; calls stay on the loops that they came on. {@link #close} may be called twice.
 */
public final class Bridge {
    private final BridgeConfig config;
    private final BridgeMetrics metrics;
    private final Consumer<CallLine> callLog;
    private final Map<String, OpenService> services;
    private final JsonLimits json;
    private final InFlightLimit inFlight;
    private final HttpHandler http;

    Bridge(BridgeConfig config, BridgeMetrics metrics, Consumer<CallLine> callLog, Map<String, OpenService> services) {
        this.config = config;
        this.metrics = metrics;
        this.callLog = callLog;
        this.services = services;
        this.json = new JsonLimits(
                config.limits().jsonDepth(), JsonLimits.DEFAULT.numberChars(), JsonLimits.DEFAULT.nameBytes());
        this.inFlight = new InFlightLimit("the bridge", config.limits().inFlight());
        this.http = assembleHttp();
    }

    public static BridgeBuilder builder() {
        return new BridgeBuilder();
    }

    // ---- what happens to a call

    /** Everything that comes in as HTTP; the last line is the outermost layer. */
    private HttpHandler assembleHttp() {
        EndpointTable<HttpHandler> table = new EndpointTable<>();
        config.routes().forEach(route -> addEndpoints(table, route));
        HttpHandler handler = new RoutingHttp(table);
        handler = new CheckingHttp((int) config.limits().uri().bytes(), handler);
        handler = new ObservedHttp(observer(BridgeMetrics.OTHER, Direction.FACADE), handler);
        return new ProblemRendering(handler);
    }

    private void addEndpoints(EndpointTable<HttpHandler> table, RouteConfig route) {
        Function<Endpoint, HttpHandler> way = facade(route);
        table.add(route.http(), way.apply(route.http()));
        route.additional().forEach(endpoint -> table.add(endpoint, way.apply(endpoint)));
    }

    /** HTTP in front of a service that speaks JSON-RPC. What a route's endpoints share is made once. */
    private Function<Endpoint, HttpHandler> facade(RouteConfig route) {
        RpcHandler rpc = deadlined(route, rpcService(route.service()));
        CallObserver observer = observer(route.name(), Direction.FACADE);
        Optional<InFlightLimit> bulkhead =
                route.maxInFlight().map(max -> new InFlightLimit("the route '" + route.name() + "'", max));
        return endpoint -> {
            HttpHandler handler = new Facade(route, endpoint, json, maxBody(), rpc);
            handler = bulkhead.isPresent() ? admitted(bulkhead.get(), handler) : handler;
            handler = admitted(inFlight, handler);
            return new ObservedHttp(observer, handler);
        };
    }

    private RpcHandler deadlined(RouteConfig route, RpcHandler next) {
        return new Deadlined<>(route.timeout().orElse(serviceConfig(route).timeout()), next)::handle;
    }

    private static HttpHandler admitted(InFlightLimit limit, HttpHandler next) {
        return new Admitted<>(limit, HttpReply.Failed::new, next)::handle;
    }

    private RpcHandler rpcService(String name) {
        if (services.get(name) instanceof OpenService.Rpc rpc) {
            return rpc;
        }
        throw new IllegalStateException("the service '" + name + "' does not speak JSON-RPC");
    }

    private CallObserver observer(String route, Direction direction) {
        CallObserver measured = metrics.calls(route, direction);
        LogConfig.CallLogging logging = config.log().calls();
        if (logging == LogConfig.CallLogging.OFF) {
            return measured;
        }
        boolean failuresOnly = logging == LogConfig.CallLogging.FAILURES;
        return measured.and(new CallLog(route, direction.label(), failuresOnly, callLog));
    }

    private ServiceConfig serviceConfig(RouteConfig route) {
        return Objects.requireNonNull(config.services().get(route.service()), route.service());
    }

    private int maxBody() {
        return (int) config.limits().requestBody().bytes();
    }

    // ---- for those who host it

    /** What HTTP callers reach; every reply of it is an {@link HttpReply.Answer}. */
    public HttpHandler http() {
        return http;
    }

    public BridgeConfig config() {
        return config;
    }

    /** Every service and whether it can be reached now. */
    public Map<String, Boolean> services() {
        Map<String, Boolean> up = new LinkedHashMap<>();
        services.forEach((name, service) -> up.put(name, service.up()));
        return up;
    }

    /** Calls that are on their way now. */
    public int inFlight() {
        return inFlight.current();
    }

    /** Closes the services; calls still open fail as {@code unavailable}. Completes when the last connection is closed. */
    public CompletionStage<Void> close() {
        return CompletableFuture.allOf(services.values().stream()
                .map(service -> service.close().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
