package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.config.BodyMapping;
import dev.bailey.config.Endpoint;
import dev.bailey.config.MethodName;
import dev.bailey.config.ParamType;
import dev.bailey.config.RouteConfig;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpChecks;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.RpcMethod;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the params of a JSON-RPC request out of an HTTP request, as google.api.http does: path, headers, query, body and
 * constants, in this order. One for each endpoint of a route.
 */
final class RequestMapping {
    private static final int MAX_METHOD = 256;

    /** A param with a fixed source: its name made ready and its type. */
    private record Source(Json quoted, ParamType type, Origin origin) {
        String name() {
            return origin.name();
        }
    }

    private record HeaderSource(String header, Source param) {}

    private final RouteConfig route;
    private final BodyMapping body;
    private final List<Source> path;
    private final List<HeaderSource> headers;
    private final List<Constant> constants;
    private final Supplier<Params> shape;
    private final JsonLimits limits;
    private final RpcMethod method;

    RequestMapping(RouteConfig route, Endpoint endpoint, JsonLimits limits) {
        this.route = route;
        this.body = route.bodyOf(endpoint);
        this.limits = limits;
        this.method = RpcMethod.of(route.rpc().toString());
        this.path = sources("the path variable", endpoint.path().variables());
        this.headers = route.headers().entrySet().stream()
                .map(header ->
                        new HeaderSource(header.getValue(), source(new Origin("the header param", header.getKey()))))
                .toList();
        this.constants = Constant.of(route);
        this.shape = Params.shapeOf(route);
    }

    private List<Source> sources(String place, List<String> params) {
        return params.stream().map(param -> source(new Origin(place, param))).toList();
    }

    private Source source(Origin origin) {
        ParamType type = route.types().getOrDefault(origin.name(), ParamType.STRING);
        return new Source(Json.string(origin.name()), type, origin);
    }

    /**
     * Refuses a request by its head, before any of its body is read.
     *
     * @throws FailureException saying what is wrong
     */
    void checkHead(HttpCall call) {
        boolean empty = call.body().isEmpty();
        if (body instanceof BodyMapping.None && !empty) {
            throw invalid("this endpoint takes no body");
        }
        if (body instanceof BodyMapping.Param && empty) {
            throw invalid("this endpoint needs a JSON body");
        }
        if (body instanceof BodyMapping.Whole && !call.query().isEmpty()) {
            throw invalid("this endpoint takes its params from the body and has no query");
        }
        if (!empty) {
            HttpChecks.jsonBody(call.headers());
        }
    }

    /**
     * The method that the request is for; of a family, the one that the path names.
     *
     * @throws FailureException if a family cannot have such a method
     */
    RpcMethod method(HttpCall call) {
        if (!(route.rpc() instanceof MethodName.Family family)) {
            return method;
        }
        String name = family.prefix() + pathValue(call, indexOf(family.variable()));
        if (MethodTable.isReserved(name)) {
            throw new FailureException(FailureKind.NO_ROUTE.because("reserved methods (rpc.*) are not in a family"));
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_METHOD) {
            throw invalid("the method's name is longer than " + MAX_METHOD + " bytes");
        }
        return RpcMethod.of(name);
    }

    private int indexOf(String variable) {
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).name().equals(variable)) {
                return i;
            }
        }
        throw new IllegalArgumentException("the path has no variable " + variable);
    }

    private String pathValue(HttpCall call, int index) {
        return PercentCoding.decode(
                call.pathValues().get(index), false, path.get(index).origin());
    }

    /**
     * The params of the request.
     *
     * @throws FailureException if they do not fit the route
     */
    Json params(HttpCall call, Payload sent) {
        Params params = shape.get();
        putPath(call, params);
        putHeaders(call, params);
        putQuery(call, params);
        putBody(sent, params);
        for (Constant constant : constants) {
            params.put(constant.name(), constant.quoted(), constant.value());
        }
        return params.finish();
    }

    private void putPath(HttpCall call, Params params) {
        for (int i = 0; i < path.size(); i++) {
            Source source = path.get(i);
            if (!isMethodVariable(source)) {
                put(params, source, pathValue(call, i));
            }
        }
    }

    private boolean isMethodVariable(Source source) {
        return route.rpc() instanceof MethodName.Family family
                && family.variable().equals(source.name());
    }

    private void put(Params params, Source source, String text) {
        if (source.type() == ParamType.STRING) {
            params.putText(source.name(), source.quoted(), text);
        } else {
            params.put(source.name(), source.quoted(), ParamText.json(source.type(), text, limits, source.origin()));
        }
    }

    private void putHeaders(HttpCall call, Params params) {
        for (HeaderSource source : headers) {
            List<String> values = call.headers().all(source.header());
            if (values.size() > 1) {
                throw source.param().origin().refused("is repeated");
            }
            if (!values.isEmpty()) {
                byte[] bytes = values.get(0).getBytes(StandardCharsets.ISO_8859_1);
                put(
                        params,
                        source.param(),
                        PercentCoding.utf8(bytes, bytes.length, source.param().origin()));
            }
        }
    }

    private void putQuery(HttpCall call, Params params) {
        QueryString query = new QueryString(call.target(), call.pathLength() + 1);
        Set<String> arrays = Set.of();
        while (query.next()) {
            Source source = source(query.origin());
            if (!route.arrays().contains(source.name())) {
                put(params, source, query.value());
            } else if (!arrays.contains(source.name())) {
                arrays = arrays.isEmpty() ? new HashSet<>() : arrays;
                arrays.add(source.name());
                params.put(source.name(), source.quoted(), array(call, source));
            }
        }
    }

    /** All values of that key. */
    private Json array(HttpCall call, Source source) {
        JsonWriter out = new JsonWriter(64).ascii('[');
        QueryString query = new QueryString(call.target(), call.pathLength() + 1);
        while (query.next()) {
            if (query.origin().name().equals(source.name())) {
                out.ascii(out.size() == 1 ? "" : ",");
                out.raw(ParamText.json(source.type(), query.value(), limits, source.origin()));
            }
        }
        return out.ascii(']').finish();
    }

    private void putBody(Payload sent, Params params) {
        if (body instanceof BodyMapping.None) {
            return;
        }
        if (sent.length() == 0) {
            if (body instanceof BodyMapping.Param) {
                throw invalid("this endpoint needs a JSON body");
            }
            return;
        }
        try {
            Json json = Json.parse(sent.array(), sent.offset(), sent.offset() + sent.length(), limits);
            if (body instanceof BodyMapping.Param param) {
                params.put(param.name(), Json.string(param.name()), json);
            } else {
                putMembers(json, params);
            }
        } catch (JsonException e) {
            throw new FailureException(
                    FailureKind.MALFORMED.because("the body cannot be read as JSON: " + e.getMessage()));
        }
    }

    private static void putMembers(Json json, Params params) throws JsonException {
        if (json.kind() != Json.Kind.OBJECT) {
            throw invalid("the body must be a JSON object: its members are the params");
        }
        JsonMembers members = json.members();
        while (members.next()) {
            params.put(members.name(), members.rawName(), members.value());
        }
    }

    private static FailureException invalid(String detail) {
        return new FailureException(FailureKind.INVALID_PARAMS.because(detail));
    }
}
