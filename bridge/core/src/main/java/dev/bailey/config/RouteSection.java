package dev.bailey.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one of {@code routes}. */
final class RouteSection {
    private static final Shape<Endpoint> ENDPOINT = Shapes.parsed("an endpoint such as GET /ads/{id}", Endpoint::parse);
    private static final Shape<String> PARAM = Shapes.text("the name of a param");

    static final Key<MethodName> RPC = Key.of(
            "rpc",
            Shapes.parsed("a method such as ads.get or legacy.{method}", MethodName::parse),
            "the JSON-RPC method, as the service calls it; legacy.{method} is a family");
    static final Key<String> NAME = Key.of(
            "name",
            Shapes.parsed("a name", text -> MethodName.parse(text).toString()),
            "as RPC callers and labels call it; default: rpc; unique");
    static final Key<Endpoint> HTTP = Key.of("http", ENDPOINT, "the HTTP endpoint: GET /ads/{id}");
    static final Key<List<Endpoint>> ADDITIONAL =
            Key.of("additional", Collected.listOf(ENDPOINT), List.of(), "more endpoints with the same variables");
    static final Key<String> SERVICE = Key.of(
            "service", Shapes.text("the name of a service"), "the service that answers; default: defaults.service");
    static final Key<Duration> TIMEOUT =
            Key.of("timeout", Shapes.duration(Duration.ofMillis(1)), "of a whole call; overrides the service's");
    static final Key<Map<String, ParamType>> TYPES = Key.of(
            "types",
            Collected.mapOf(Shapes.word(ParamType.values())),
            Map.of(),
            "what path, query and header values are; strings unless said");
    static final Key<List<String>> ARRAYS =
            Key.of("arrays", Collected.listOf(PARAM), List.of(), "query params that may repeat: arrays");
    static final Key<Map<String, String>> HEADERS = Key.of(
            "headers",
            Collected.mapOf(Shapes.parsed("the name of a header", HeaderNames::checked)),
            Map.of(),
            "params that travel as headers: {tenant: X-Tenant}");
    static final Key<Map<String, String>> CONSTANTS =
            Key.of("constants", Collected.mapOf(new ConstantShape()), Map.of(), "params that are always sent");
    static final Key<BodyMapping> BODY = Key.of(
            "body",
            new BodyShape(),
            "\"*\" (default for POST, PUT, PATCH): its members are the params; a name: it is that param; \"\": none");
    static final Key<Positional> POSITIONAL = Key.of(
            "positional", new PositionalShape(), "params as an array in this order; a last \"...name\" is spread");
    static final Key<String> RESULT = Key.of(
            "result",
            Shapes.text("\"*\" or a member of the result"),
            "*",
            "\"*\": the whole result is the body; a name: that member of it");
    static final Key<Integer> STATUS = Key.of("status", new StatusShape(), RouteConfig.STATUS, "on success");
    static final Key<List<ErrorMapping>> ERRORS =
            Key.of("errors", new ErrorsShape(), "statuses for the service's errors: {-32001: 404, \"*\": 500}");
    static final Key<Boolean> IDEMPOTENT = Key.of(
            "idempotent",
            Shapes.bool(),
            "whether a call may be repeated; default: GET, HEAD, PUT, DELETE yes, others no");
    static final Key<Integer> MAX_IN_FLIGHT = Key.of(
            "maxInFlight",
            Shapes.integer(1, 1_000_000),
            "calls of this route at once; no limit of its own when left out");
    static final Key<Boolean> STREAM = Key.of("stream", Shapes.bool(), false, "whether large results flow through");
    static final Key<Boolean> NOTIFY = Key.of("notify", Shapes.bool(), false, "a notification: 202 once it is written");

    static final Section SECTION = Section.of(
                    "one JSON-RPC method bound to one HTTP endpoint",
                    RPC,
                    NAME,
                    HTTP,
                    ADDITIONAL,
                    SERVICE,
                    TIMEOUT,
                    TYPES,
                    ARRAYS,
                    HEADERS,
                    CONSTANTS,
                    BODY,
                    POSITIONAL,
                    RESULT,
                    STATUS,
                    ERRORS,
                    IDEMPOTENT,
                    MAX_IN_FLIGHT,
                    STREAM,
                    NOTIFY)
            .requiring(RPC, HTTP);

    private RouteSection() {}

    /** A route and where it stands. Its service may still be missing. */
    record Draft(Fields fields, RouteConfig route) {}

    /** Empty when it says too little to be checked any further. */
    static Optional<Draft> read(Fields fields) {
        Optional<MethodName> rpc = fields.get(RPC);
        Optional<Endpoint> http = fields.get(HTTP);
        Optional<String> name = fields.get(NAME).or(() -> rpc.map(MethodName::toString));
        if (rpc.isEmpty() || http.isEmpty() || name.isEmpty()) {
            // reads the rest for its problems alone
            route(new MethodName.Exact("?"), "?", new Endpoint(Verb.GET, new PathTemplate(List.of())), fields);
            return Optional.empty();
        }
        RouteConfig route = route(rpc.get(), name.get(), http.get(), fields);
        RouteChecks.check(route, fields);
        return Optional.of(new Draft(fields, route));
    }

    private static RouteConfig route(MethodName rpc, String name, Endpoint http, Fields fields) {
        boolean notification = fields.value(NOTIFY);
        int status = notification && !fields.has(STATUS) ? RouteConfig.NOTIFY_STATUS : fields.value(STATUS);
        String result = fields.value(RESULT);
        return new RouteConfig(
                rpc,
                name,
                http,
                fields.value(ADDITIONAL),
                fields.get(SERVICE).orElse(""),
                fields.get(TIMEOUT),
                fields.value(TYPES),
                Ordered.copy(fields.value(ARRAYS)),
                fields.value(HEADERS),
                fields.value(CONSTANTS),
                fields.get(BODY).orElseGet(() -> RouteConfig.defaultBody(http.verb())),
                fields.get(POSITIONAL),
                result.equals("*") ? new ResultMapping.Whole() : new ResultMapping.Member(result),
                status,
                fields.get(ERRORS).orElse(List.of()),
                fields.get(IDEMPOTENT).orElse(http.verb().idempotent()),
                fields.get(MAX_IN_FLIGHT),
                fields.value(STREAM),
                notification);
    }
}
