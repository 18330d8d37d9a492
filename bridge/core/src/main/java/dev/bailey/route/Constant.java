package dev.bailey.route;

import dev.bailey.config.RouteConfig;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A param that a route always sends, made ready. */
record Constant(String name, Json quoted, Json value) {

    static List<Constant> of(RouteConfig route) {
        return route.constants().entrySet().stream()
                .map(constant ->
                        new Constant(constant.getKey(), Json.string(constant.getKey()), parsed(constant.getValue())))
                .toList();
    }

    private static Json parsed(String json) {
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
        } catch (JsonException e) {
            throw new IllegalArgumentException("the configuration holds a constant that is no JSON: " + json, e);
        }
    }

    /**
     * Takes the value that a JSON-RPC caller sent for it.
     *
     * @throws dev.bailey.call.FailureException if it is another one
     */
    void checkSent(Json sent) {
        if (!sent.toString().equals(value.toString())) {
            throw new Origin("the param", name).refused("has another value on this route");
        }
    }
}
