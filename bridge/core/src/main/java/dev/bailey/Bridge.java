package dev.bailey;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Failure;
import dev.bailey.call.Handler;
import dev.bailey.call.HostLoops;
import dev.bailey.call.Observed;
import dev.bailey.call.Reply;
import dev.bailey.call.Request;
import dev.bailey.call.Weighed;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.Endpoint;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.LogConfig;
import dev.bailey.config.PathTemplate;
import dev.bailey.config.RouteConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.Verb;
import dev.bailey.http.CheckingHttp;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.ProblemRendering;
import dev.bailey.json.JsonLimits;
import dev.bailey.log.CallLine;
import dev.bailey.log.CallLog;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.Direction;
import dev.bailey.resilience.Admitted;
import dev.bailey.resilience.AdmittedToTheEnd;
import dev.bailey.resilience.InFlightLimit;
import dev.bailey.route.EndpointTable;
import dev.bailey.route.Facade;
import dev.bailey.route.Forward;
import dev.bailey.route.MethodTable;
import dev.bailey.route.Relay;
import dev.bailey.route.Reverse;
import dev.bailey.route.RoutingHttp;
import dev.bailey.route.RoutingRpc;
import dev.bailey.route.StreamingHttp;
import dev.bailey.route.StreamingRpc;
import dev.bailey.rpc.FailureCatching;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    private final CodeThreads threads;
    private final HostLoops loops = new HostLoops();
    private final JsonLimits json;
    private final InFlightLimit inFlight;
    private final BytesInFlight bytes;
    private final Map<String, ServiceChain<RpcRequest, RpcReply>> rpcChains = new HashMap<>();
    private final Map<String, ServiceChain<HttpCall, HttpReply>> httpChains = new HashMap<>();
    private final Map<String, InFlightLimit> bulkheads = new HashMap<>();
    private final HttpHandler http;
    /** Made for the first who asks: most sidecars have no JSON-RPC callers. */
    private @Nullable RpcHandler rpc;

    Bridge(
            BridgeConfig config,
            BridgeMetrics metrics,
            Consumer<CallLine> callLog,
            BytesInFlight bytes,
            Map<String, OpenService> services,
            CodeThreads threads) {
        this.config = config;
        this.metrics = metrics;
        this.callLog = callLog;
        this.bytes = bytes;
        this.services = services;
        this.threads = threads;
        this.json = json(config.limits());
        this.inFlight = new InFlightLimit("the bridge", config.limits().inFlight());
        this.http = assembleHttp(Map.of());
    }

    public static BridgeBuilder builder() {
        return new BridgeBuilder();
    }

    // ---- what happens to a call

    /** Everything that comes in as HTTP; the last line is the outermost layer. */
    private HttpHandler assembleHttp(Map<String, HttpHandler> posts) {
        EndpointTable<HttpHandler> table = new EndpointTable<>();
        posts.forEach((path, post) -> table.add(new Endpoint(Verb.POST, PathTemplate.parse(path)), post));
        for (RouteConfig route : config.routes()) {
            Function<Endpoint, HttpHandler> way = speaksHttp(route) ? forward(route) : facade(route);
            table.add(route.http(), way.apply(route.http()));
            route.additional().forEach(endpoint -> table.add(endpoint, way.apply(endpoint)));
        }
        HttpHandler handler = new RoutingHttp(table);
        handler = new CheckingHttp((int) config.limits().uri().bytes(), handler);
        handler = new Observed<>(observer(BridgeMetrics.OTHER, Direction.FACADE), handler)::handle;
        handler = new Weighed<>(bytes, handler)::handle;
        return new ProblemRendering(handler);
    }

    /** Everything that comes in as JSON-RPC. */
    private RpcHandler assembleRpc() {
        MethodTable<RpcHandler> table = new MethodTable<>();
        for (RouteConfig route : config.routes()) {
            table.add(route.calledAs(), speaksHttp(route) ? reverse(route) : relay(route));
        }
        RpcHandler handler = new RoutingRpc(table);
        handler = new Observed<>(observer(BridgeMetrics.OTHER, Direction.REVERSE), handler)::handle;
        handler = new Weighed<>(bytes, handler)::handle;
        return new FailureCatching(handler);
    }

    /** HTTP in front of a service that speaks JSON-RPC. What a route's endpoints share is made once. */
    private Function<Endpoint, HttpHandler> facade(RouteConfig route) {
        RpcHandler service = rpcService(route);
        return admittedEndpoints(
                route, Direction.FACADE, endpoint -> new Facade(route, endpoint, json, maxBody(), service));
    }

    /** HTTP in front of a service that speaks HTTP. */
    private Function<Endpoint, HttpHandler> forward(RouteConfig route) {
        HttpHandler service = httpService(route);
        List<String> headers = serviceConfig(route).forwardHeaders();
        return admittedEndpoints(
                route, Direction.FORWARD, endpoint -> new Forward(route, endpoint, headers, json, maxBody(), service));
    }

    private Function<Endpoint, HttpHandler> admittedEndpoints(
            RouteConfig route, Direction direction, Function<Endpoint, HttpHandler> translators) {
        Optional<InFlightLimit> bulkhead = bulkhead(route);
        CallObserver observer = observer(route.name(), direction);
        return endpoint -> {
            HttpHandler handler = translators.apply(endpoint);
            if (route.stream()) {
                handler = new StreamingHttp(route, handler);
            }
            if (bulkhead.isPresent()) {
                handler = admitted(route, bulkhead.get(), HttpReply.Failed::new, handler)::handle;
            }
            handler = admitted(route, inFlight, HttpReply.Failed::new, handler)::handle;
            return new Observed<>(observer, handler)::handle;
        };
    }

    /** JSON-RPC in front of a service that speaks HTTP. */
    private RpcHandler reverse(RouteConfig route) {
        HttpHandler service = httpService(route);
        return admitted(route, Direction.REVERSE, new Reverse(route, json, maxAnswer(), service));
    }

    /** JSON-RPC in front of a service that speaks it too. */
    private RpcHandler relay(RouteConfig route) {
        RpcHandler service = rpcService(route);
        return admitted(route, Direction.RELAY, new Relay(route, service));
    }

    private RpcHandler admitted(RouteConfig route, Direction direction, RpcHandler translator) {
        RpcHandler handler = translator;
        Optional<InFlightLimit> bulkhead = bulkhead(route);
        if (route.stream()) {
            handler = new StreamingRpc(handler);
        }
        if (bulkhead.isPresent()) {
            handler = admitted(route, bulkhead.get(), RpcReply.Failed::new, handler)::handle;
        }
        handler = admitted(route, inFlight, RpcReply.Failed::new, handler)::handle;
        return new Observed<>(observer(route.name(), direction), handler)::handle;
    }

    /** A service that speaks JSON-RPC, without any route before it. */
    private RpcHandler unrouted(String service) {
        RpcHandler handler = rpcChain(service).forAnyCall()::handle;
        handler = new Admitted<>(inFlight, RpcReply.Failed::new, handler)::handle;
        handler = new Observed<>(observer(BridgeMetrics.OTHER, Direction.RELAY), handler)::handle;
        handler = new Weighed<>(bytes, handler)::handle;
        return new FailureCatching(handler);
    }

    /** A call whose answer flows is in flight for longer than until its answer begins. */
    private static <Q extends Request, R> Handler<Q, R> admitted(
            RouteConfig route, InFlightLimit limit, Function<Failure, R> refusal, Handler<Q, R> next) {
        return route.stream() ? new AdmittedToTheEnd<>(limit, refusal, next) : new Admitted<>(limit, refusal, next);
    }

    /** One for the route, however its calls come in. */
    private Optional<InFlightLimit> bulkhead(RouteConfig route) {
        return route.maxInFlight()
                .map(max -> bulkheads.computeIfAbsent(
                        route.name(), name -> new InFlightLimit("the route '" + name + "'", max)));
    }

    private boolean speaksHttp(RouteConfig route) {
        return services.get(route.service()) instanceof OpenService.Http;
    }

    private HttpHandler httpService(RouteConfig route) {
        if (services.get(route.service()) instanceof OpenService.Http http) {
            return httpChains
                    .computeIfAbsent(route.service(), name -> chain(name, http, HttpReply.Failed::new))
                    .forRoute(route)::handle;
        }
        throw new IllegalStateException("the service '" + route.service() + "' does not speak HTTP");
    }

    private RpcHandler rpcService(RouteConfig route) {
        return rpcChain(route.service()).forRoute(route)::handle;
    }

    private ServiceChain<RpcRequest, RpcReply> rpcChain(String service) {
        if (services.get(service) instanceof OpenService.Rpc rpc) {
            return rpcChains.computeIfAbsent(service, name -> chain(name, rpc, RpcReply.Failed::new));
        }
        throw new IllegalStateException("the service '" + service + "' does not speak JSON-RPC");
    }

    private <Q extends Request, R extends Reply> ServiceChain<Q, R> chain(
            String name, Handler<Q, R> service, Function<Failure, R> failed) {
        ServiceConfig settings = Objects.requireNonNull(config.services().get(name), name);
        return new ServiceChain<>(settings, service, failed, metrics.service(name));
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

    static JsonLimits json(LimitsConfig limits) {
        return new JsonLimits(limits.jsonDepth(), JsonLimits.DEFAULT.numberChars(), JsonLimits.DEFAULT.nameBytes());
    }

    private int maxBody() {
        return (int) config.limits().requestBody().bytes();
    }

    private int maxAnswer() {
        return (int) Math.min(config.limits().responseBody().bytes(), Integer.MAX_VALUE - 64);
    }

    // ---- for those who host it

    /**
     * What HTTP callers reach; every reply of it is an {@link HttpReply.Answer}, or on routes with {@code stream: true} perhaps
     * {@link HttpReply.Flowing}, for those calls only that are said to take it.
     */
    public HttpHandler http() {
        return http;
    }

    /**
     * The same with more behind some paths, for hosts that have edges there: the checks of every request come first.
     *
     * @param posts what is sent to a path with POST; paths as callers send them, without variables, and none a route's
     */
    public synchronized HttpHandler http(Map<String, HttpHandler> posts) {
        return posts.isEmpty() ? http : assembleHttp(posts);
    }

    /**
     * What JSON-RPC callers reach, call by call, with the names that callers use. {@link RpcReply.Flowing} is for those calls
     * only that are said to take it.
     */
    public synchronized RpcHandler rpc() {
        RpcHandler known = rpc;
        if (known == null) {
            known = assembleRpc();
            rpc = known;
        }
        return known;
    }

    /**
     * One service itself, for callers in this process who know its methods: all that stands before it, and no route. Asked for
     * once, not for each call.
     *
     * @throws IllegalArgumentException if there is no such service, or it does not speak JSON-RPC
     */
    public synchronized RpcHandler service(String name) {
        if (services.get(name) instanceof OpenService.Rpc) {
            return unrouted(name);
        }
        String why = services.containsKey(name) ? "does not speak JSON-RPC" : "is none of " + services.keySet();
        throw new IllegalArgumentException("the service '" + name + "' " + why);
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

    /** Where hosts count the bytes that they receive before they know the call that these belong to. */
    public BytesInFlight bytesInFlight() {
        return bytes;
    }

    /** Loops for calls of hosts that have none. */
    public HostLoops loops() {
        return loops;
    }

    /**
     * Closes the services: new calls fail as {@code unavailable}, and so do open ones on connections; code of this process may
     * finish those that it has. Completes when the last connection is closed and the last of that code is through. The bridge's own
     * threads end sooner, with the last call answered, whatever code never gives. May be called twice; closes nothing that was
     * handed in.
     */
    public CompletionStage<Void> close() {
        threads.close();
        loops.close();
        return CompletableFuture.allOf(services.values().stream()
                .map(service -> service.close().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
