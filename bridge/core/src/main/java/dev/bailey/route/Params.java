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

    /** The params; {@link Json#ABSENT} when there are none. */
    Json finish();

    /** Makes the params of a route's calls, one for each. */
    static Supplier<Params> shapeOf(RouteConfig route) {
        if (route.positional().isEmpty()) {
            return () -> new NamedParams(128);
        }
        PositionalParams.Places places =
                new PositionalParams.Places(route.positional().get());
        return () -> new PositionalParams(places);
    }
}
