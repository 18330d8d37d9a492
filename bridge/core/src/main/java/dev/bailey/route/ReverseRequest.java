package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.config.BodyMapping;
import dev.bailey.config.MethodName;
import dev.bailey.config.ParamType;
import dev.bailey.config.PathTemplate;
import dev.bailey.config.RouteConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes a JSON-RPC call as the HTTP request that {@link RequestMapping} would read it from: strings as text, everything else
 * as the JSON text that was sent. What a request cannot carry is refused, never bent.
 */
final class ReverseRequest {
    /** Bytes of a target, or of one value in it or in a header: more than any service takes. */
    private static final int MOST_TEXT = 64 * 1024;

    private final RouteConfig route;
    private final List<Constant> constants;
    private final JsonLimits limits;

    ReverseRequest(RouteConfig route, JsonLimits limits) {
        this.route = route;
        this.constants = Constant.of(route);
        this.limits = limits;
    }

    /**
     * The request.
     *
     * @throws FailureException if the params do not fit the route
     */
    HttpCall write(RpcRequest request) {
        CallerParams params = CallerParams.read(route, request.params());
        StringBuilder target = new StringBuilder(64);
        writePath(target, request.method().name(), params);
        Headers.Builder headers = new Headers.Builder();
        writeHeaders(headers, params);
        dropConstants(params);
        Json body = body(params);
        if (!(route.body() instanceof BodyMapping.Whole)) {
            writeQuery(target, params.takeRest());
        }
        return new HttpCall(
                route.http().verb().name(),
                target.toString(),
                1,
                withOwn(headers, !body.isAbsent()),
                body.isAbsent() ? HttpBody.NONE : HttpBody.of(Payload.of(body)),
                request.call());
    }

    /** What every request has, save where the route makes a param of that very header. */
    private static Headers withOwn(Headers.Builder headers, boolean body) {
        Headers params = headers.build();
        if (params.first("Accept") == null) {
            headers.add("Accept", "application/json");
        }
        if (body && params.first("Content-Type") == null) {
            headers.add("Content-Type", "application/json");
        }
        return headers.build();
    }

    private void writePath(StringBuilder target, String method, CallerParams params) {
        for (PathTemplate.Segment segment : route.http().path().segments()) {
            target.append('/');
            int start = target.length();
            if (segment instanceof PathTemplate.Literal literal) {
                target.append(literal.text());
            } else if (segment instanceof PathTemplate.Prefixed prefixed) {
                target.append(prefixed.prefix());
                target.append(variable(prefixed.variable(), method, params));
            } else if (segment instanceof PathTemplate.Variable variable) {
                target.append(variable(variable.name(), method, params));
            }
            if (isDots(target, start)) {
                throw unfit("the path cannot hold the segment '" + target.substring(start) + "'");
            }
        }
        if (target.length() == 0) {
            target.append('/');
        }
    }

    private static boolean isDots(StringBuilder target, int start) {
        String segment = target.substring(start);
        return segment.equals(".") || segment.equals("..");
    }

    private String variable(String name, String method, CallerParams params) {
        if (route.rpc() instanceof MethodName.Family family && family.variable().equals(name)) {
            int prefix = ((MethodName.Family) route.calledAs()).prefix().length();
            if (!isText(method)) {
                throw unfit("the method's name holds a control character, which a path cannot hold");
            }
            return PercentCoding.encode(method.substring(prefix));
        }
        Origin origin = new Origin("the path variable", name);
        Json value = params.take(name);
        if (value.isAbsent()) {
            throw origin.refused("is missing");
        }
        String text = text(name, value, origin);
        if (text.isEmpty()) {
            throw origin.refused("is empty, which a path cannot hold");
        }
        return PercentCoding.encode(text);
    }

    private void writeHeaders(Headers.Builder headers, CallerParams params) {
        route.headers().forEach((param, header) -> {
            Json value = params.take(param);
            if (!value.isAbsent()) {
                Origin origin = new Origin("the header param", param);
                String text = text(param, value, origin);
                if (text.startsWith(" ") || text.endsWith(" ")) {
                    throw origin.refused("begins or ends with a space, which a header cannot hold");
                }
                headers.add(header, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        });
    }

    /** The HTTP endpoint knows them; a caller may send the very same value. */
    private void dropConstants(CallerParams params) {
        for (Constant constant : constants) {
            Json value = params.take(constant.name());
            if (!value.isAbsent()) {
                constant.checkSent(value);
            }
        }
    }

    private Json body(CallerParams params) {
        if (route.body() instanceof BodyMapping.Whole) {
            return params.takeObject();
        }
        if (route.body() instanceof BodyMapping.Param param) {
            Json value = params.takeForBody(param.name());
            if (value.isAbsent()) {
                throw new Origin("the param", param.name()).refused("is missing: it is the body");
            }
            return value;
        }
        return Json.ABSENT;
    }

    private void writeQuery(StringBuilder target, Map<String, Json> params) {
        params.forEach((name, value) -> {
            Origin origin = new Origin("the query param", name);
            if (route.arrays().contains(name)) {
                writeArray(target, name, value, origin);
            } else {
                writePair(target, name, value, origin);
            }
        });
    }

    private void writeArray(StringBuilder target, String name, Json array, Origin origin) {
        if (array.kind() != Json.Kind.ARRAY) {
            throw origin.refused("must be an array");
        }
        try {
            JsonElements elements = array.elements();
            if (!elements.next()) {
                throw origin.refused("is an empty array, which a query cannot hold");
            }
            do {
                writePair(target, name, elements.value(), origin);
            } while (elements.next());
        } catch (JsonException e) {
            throw new IllegalStateException("a checked value cannot be malformed", e);
        }
    }

    private void writePair(StringBuilder target, String name, Json value, Origin origin) {
        if (name.isEmpty() || !isText(name)) {
            throw origin.refused("has a name that a query cannot hold");
        }
        target.append(target.indexOf("?") < 0 ? '?' : '&');
        target.append(PercentCoding.encode(name)).append('=').append(PercentCoding.encode(text(name, value, origin)));
        if (target.length() > MOST_TEXT) {
            throw unfit("the query is longer than " + MOST_TEXT + " bytes");
        }
    }

    /** A string's text, or the JSON text of anything else: what the route's types read back as this very value. */
    private String text(String name, Json value, Origin origin) {
        if (value.length() > MOST_TEXT) {
            throw origin.refused("is longer than " + MOST_TEXT + " bytes");
        }
        ParamType type = route.types().getOrDefault(name, ParamType.STRING);
        String text =
                value.kind() == Json.Kind.STRING && type != ParamType.JSON ? stringText(value, origin) : oneLine(value);
        if (!isText(text)) {
            throw origin.refused("holds a control character");
        }
        if (type != ParamType.STRING && type != ParamType.JSON) {
            ParamText.json(type, text, limits, origin);
        }
        return text;
    }

    private static String stringText(Json string, Origin origin) {
        try {
            return string.text();
        } catch (JsonException e) {
            throw origin.refused("is no text: it has half of a surrogate pair");
        }
    }

    private static String oneLine(Json value) {
        return value.toString().replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    }

    /** Whether every character can be sent, escaped or not: no control characters, no half of a surrogate pair. */
    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(
                        c -> c < 0x20 || c == 0x7f || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    private static FailureException unfit(String detail) {
        return new FailureException(FailureKind.INVALID_PARAMS.because(detail));
    }
}
