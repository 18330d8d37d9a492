package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.config.BodyMapping;
import dev.bailey.config.MethodName;
import dev.bailey.config.PathTemplate;
import dev.bailey.config.RouteConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.rpc.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a JSON-RPC call as the HTTP request that {@link RequestMapping} would read it from: strings as text, everything else
 * as the JSON text that was sent. What a request cannot carry is refused, never bent.
 */
final class ReverseRequest {
    private final RouteConfig route;

    ReverseRequest(RouteConfig route) {
        this.route = route;
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
        Headers.Builder headers = new Headers.Builder().add("Accept", "application/json");
        writeHeaders(headers, params);
        dropConstants(params);
        Json body = body(params);
        if (!(route.body() instanceof BodyMapping.Whole)) {
            writeQuery(target, params.takeRest());
        }
        if (!body.isAbsent()) {
            headers.add("Content-Type", "application/json");
        }
        return new HttpCall(
                route.http().verb().name(),
                target.toString(),
                1,
                headers.build(),
                body.isAbsent() ? HttpBody.NONE : HttpBody.of(Payload.of(body)),
                request.call());
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
            return PercentCoding.encode(method.substring(prefix));
        }
        Origin origin = new Origin("the path variable", name);
        Json value = params.take(name);
        if (value.isAbsent()) {
            throw origin.refused("is missing");
        }
        String text = text(value, origin);
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
                String text = text(value, origin);
                if (!text.equals(text.strip())) {
                    throw origin.refused("begins or ends with white space, which a header cannot hold");
                }
                headers.add(header, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        });
    }

    /** The HTTP endpoint knows them; a caller may send the very same value. */
    private void dropConstants(CallerParams params) {
        route.constants().forEach((name, json) -> {
            Json value = params.take(name);
            if (!value.isAbsent() && !value.toString().equals(json)) {
                throw new Origin("the param", name).refused("has another value on this route");
            }
        });
    }

    private Json body(CallerParams params) {
        if (route.body() instanceof BodyMapping.Whole) {
            return params.takeObject();
        }
        if (route.body() instanceof BodyMapping.Param param) {
            Json value = params.take(param.name());
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
            if (route.arrays().contains(name) && value.kind() == Json.Kind.ARRAY) {
                writeArray(target, name, value, origin);
            } else {
                writePair(target, name, value, origin);
            }
        });
    }

    private static void writeArray(StringBuilder target, String name, Json array, Origin origin) {
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

    private static void writePair(StringBuilder target, String name, Json value, Origin origin) {
        if (name.isEmpty() || hasControls(name)) {
            throw origin.refused("has a name that a query cannot hold");
        }
        target.append(target.indexOf("?") < 0 ? '?' : '&');
        target.append(PercentCoding.encode(name)).append('=').append(PercentCoding.encode(text(value, origin)));
    }

    /** A string's text, or the JSON text of anything else. */
    private static String text(Json value, Origin origin) {
        String text;
        try {
            text = value.kind() == Json.Kind.STRING ? value.text() : oneLine(value);
        } catch (JsonException e) {
            throw origin.refused("is no text: it has half of a surrogate pair");
        }
        if (hasControls(text)) {
            throw origin.refused("holds a control character");
        }
        return text;
    }

    private static String oneLine(Json value) {
        return value.toString().replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
    }

    private static FailureException unfit(String detail) {
        return new FailureException(FailureKind.INVALID_PARAMS.because(detail));
    }
}
