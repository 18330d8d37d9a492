package dev.bailey.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The params that a route names, each with its one source. */
final class ParamSources {
    private final Map<String, ParamSource> sources = new LinkedHashMap<>();

    private ParamSources() {}

    /** Reports params that have two. */
    static ParamSources of(RouteConfig route, Fields fields) {
        ParamSources params = new ParamSources();
        for (String variable : route.http().path().variables()) {
            params.sources.put(variable, isMethod(route, variable) ? ParamSource.METHOD : ParamSource.PATH);
        }
        for (String param : route.headers().keySet()) {
            params.claim(param, ParamSource.HEADER, fields.at(RouteSection.HEADERS, param));
        }
        if (route.body() instanceof BodyMapping.Param body) {
            params.claim(body.name(), ParamSource.BODY, fields.at(RouteSection.BODY));
        }
        for (String param : route.constants().keySet()) {
            params.claim(param, ParamSource.CONSTANT, fields.at(RouteSection.CONSTANTS, param));
        }
        return params;
    }

    private static boolean isMethod(RouteConfig route, String variable) {
        return route.rpc() instanceof MethodName.Family family
                && family.variable().equals(variable);
    }

    private void claim(String param, ParamSource source, Value at) {
        ParamSource other = sources.putIfAbsent(param, source);
        if (other != null) {
            at.problemWithKey("'" + param + "' cannot be " + source + ": it is " + other);
        }
    }

    ParamSource of(String param) {
        return sources.getOrDefault(param, ParamSource.REST);
    }

    /** The names that must have a place when params are positional. */
    List<String> named() {
        return sources.entrySet().stream()
                .filter(entry -> entry.getValue() != ParamSource.METHOD)
                .map(Map.Entry::getKey)
                .toList();
    }
}
