package dev.bailey.http;

import dev.bailey.call.Call;
import dev.bailey.call.Request;
import java.util.List;

/**
 * One HTTP request on its way through the bridge.
 *
 * @param verb the request method, as sent (verbs are case-sensitive: RFC 9110, section 9.1)
 * @param target the raw request target; {@link HttpChecks} has seen it before any route does
 * @param version the minor version of HTTP/1: 0 or 1
 * @param pathValues the raw values of the route's path variables, once a route is found
 */
public record HttpCall(
        String verb, String target, int version, Headers headers, HttpBody body, Call call, List<String> pathValues)
        implements Request {

    public HttpCall(String verb, String target, int version, Headers headers, HttpBody body, Call call) {
        this(verb, target, version, headers, body, call, List.of());
    }

    /** The same request with another target: absolute form turned into origin form. */
    HttpCall withTarget(String originForm) {
        return new HttpCall(verb, originForm, version, headers, body, call, pathValues);
    }

    /** The same request on the route that was found for it. */
    public HttpCall onRoute(List<String> values) {
        return new HttpCall(verb, target, version, headers, body, call, values);
    }

    /** How much of the target stands before the question mark. */
    public int pathLength() {
        int mark = target.indexOf('?');
        return mark < 0 ? target.length() : mark;
    }

    /** The target before the question mark. */
    public String path() {
        return target.substring(0, pathLength());
    }

    /** The target after the question mark, raw; empty when there is none. */
    public String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }
}
