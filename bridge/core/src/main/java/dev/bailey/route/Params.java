package dev.bailey.route;

import dev.bailey.config.RouteConfig;
import dev.bailey.json.Json;
import java.util.function.Supplier;

/** Collects the params of one call, in the shape that the route's service takes them. */
interface Params {
    /**
     * Adds a param.
     *
     * @param quotedName the name as a JSON string, as it came
     * @throws dev.bailey.call.FailureException if it was given before or has no place
     */
    void put(String name, Json quotedName, Json value);

    /** Adds a param that is a string. */
    default void putText(String name, Json quotedName, String text) {
        put(name, quotedName, Json.string(text));
    }

    /** The params; {@link Json#ABSENT} when there are none. The last thing that is asked. */
    Json finish();

    /** Makes the params of a route's calls, one for each. */
    static Supplier<Params> shapeOf(RouteConfig route) {
        if (route.positional().isEmpty()) {
            return () -> new NamedParams(64);
        }
        PositionalParams.Places places =
                new PositionalParams.Places(route.positional().get());
        return () -> new PositionalParams(places);
    }
}
