package dev.bailey.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether every key that names a param names one. A name that nothing else claims may always be a query param,
 * where the route has a query and where {@code positional}, which lists the params, has a place for it.
 */
final class ParamChecks {
    private final RouteConfig route;
    private final Fields fields;
    private final ParamSources sources;

    private ParamChecks(RouteConfig route, Fields fields) {
        this.route = route;
        this.fields = fields;
        this.sources = ParamSources.of(route, fields);
    }

    static void check(RouteConfig route, Fields fields) {
        ParamChecks checks = new ParamChecks(route, fields);
        checks.checkTypes();
        checks.checkArrays();
        checks.checkHeaders();
        route.positional().ifPresent(checks::checkPositional);
    }

    private void checkTypes() {
        for (String param : route.types().keySet()) {
            ParamSource source = sources.of(param);
            Value at = fields.at(RouteSection.TYPES, param);
            if (!hasPlace(param)) {
                at.problemWithKey(noPlace(param));
            } else if (!source.isTyped()) {
                at.problemWithKey("'" + param + "' is " + source + ", which 'types' cannot change");
            } else if (source == ParamSource.REST && !hasQuery()) {
                at.problemWithKey("'" + param
                        + "' names no param of path or headers, and members of the body are JSON already"
                        + near(param));
            }
        }
    }

    private void checkArrays() {
        // the record keeps a set; the places are those of the list
        Value at = fields.at(RouteSection.ARRAYS);
        List<String> arrays = fields.value(RouteSection.ARRAYS);
        for (int i = 0; i < arrays.size(); i++) {
            String param = arrays.get(i);
            Value item = at.itemOf(arrays, i);
            if (arrays.indexOf(param) < i) {
                item.problem("'" + param + "' stands twice");
            } else if (!hasPlace(param)) {
                item.problem(noPlace(param));
            } else if (sources.of(param) != ParamSource.REST) {
                item.problem("'" + param + "' is " + sources.of(param) + "; only query params may repeat");
            } else if (!hasQuery()) {
                item.problem("'" + param + "' names no query param: with body \"*\" there is no query");
            }
        }
    }

    private void checkHeaders() {
        Map<String, String> params = new HashMap<>();
        route.headers().forEach((param, header) -> {
            String other = params.putIfAbsent(HeaderNames.lower(header), param);
            if (other != null) {
                fields.at(RouteSection.HEADERS, param).problem(header + " is the param '" + other + "' already");
            }
        });
    }

    private void checkPositional(Positional positional) {
        for (String param : sources.named()) {
            if (!positional.has(param)) {
                fields.at(RouteSection.POSITIONAL)
                        .problem("has no place for '" + param + "', which is " + sources.of(param));
            }
        }
        for (String param : positional.names()) {
            if (sources.of(param) == ParamSource.METHOD) {
                fields.at(RouteSection.POSITIONAL).problem("'" + param + "' is " + ParamSource.METHOD);
            }
        }
        positional.spread().ifPresent(this::checkSpread);
    }

    /** What is spread must be able to be an array. */
    private void checkSpread(String param) {
        boolean array =
                switch (sources.of(param)) {
                    case METHOD -> false;
                    case BODY -> true;
                    case CONSTANT -> route.constants().getOrDefault(param, "").startsWith("[");
                    case PATH, HEADER -> isJson(param);
                    case REST -> !hasQuery() || route.arrays().contains(param) || isJson(param);
                };
        if (!array) {
            fields.at(RouteSection.POSITIONAL)
                    .problem("'..." + param + "' spreads an array, but '" + param + "' is none; 'arrays: [" + param
                            + "]' makes a query param one");
        }
    }

    private boolean isJson(String param) {
        return route.types().get(param) == ParamType.JSON;
    }

    private boolean hasPlace(String param) {
        return route.positional().map(positional -> positional.has(param)).orElse(true);
    }

    private String noPlace(String param) {
        return "'" + param + "' names no param: 'positional' has no place for it" + near(param);
    }

    private String near(String param) {
        Stream<String> places = route.positional().stream()
                .flatMap(positional -> Stream.concat(positional.names().stream(), positional.spread().stream()));
        return Suggestion.among(Stream.concat(places, sources.named().stream()).toList(), param);
    }

    /** With the body as params there is no query, except on additional endpoints whose verb has no body. */
    private boolean hasQuery() {
        return Stream.concat(Stream.of(route.http()), route.additional().stream())
                .anyMatch(endpoint -> !(route.bodyOf(endpoint) instanceof BodyMapping.Whole));
    }
}
