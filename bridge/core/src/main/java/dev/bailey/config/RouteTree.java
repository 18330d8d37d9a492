package dev.bailey.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A route as the map that stands in the file. */
final class RouteTree {
    private RouteTree() {}

    static Map<String, Object> of(RouteConfig route) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(RouteSection.RPC.name(), route.rpc().toString());
        tree.put(RouteSection.NAME.name(), route.name());
        tree.put(RouteSection.HTTP.name(), route.http().toString());
        tree.put(RouteSection.ADDITIONAL.name(), Tree.of(route.additional()));
        tree.put(RouteSection.SERVICE.name(), route.service());
        Tree.putIfPresent(tree, RouteSection.TIMEOUT.name(), route.timeout());
        putParams(tree, route);
        putAnswer(tree, route);
        tree.put(RouteSection.IDEMPOTENT.name(), Tree.of(route.idempotent()));
        Tree.putIfPresent(tree, RouteSection.MAX_IN_FLIGHT.name(), route.maxInFlight());
        tree.put(RouteSection.STREAM.name(), Tree.of(route.stream()));
        tree.put(RouteSection.NOTIFY.name(), Tree.of(route.notification()));
        return tree;
    }

    private static void putParams(Map<String, Object> tree, RouteConfig route) {
        tree.put(RouteSection.TYPES.name(), Tree.of(route.types()));
        tree.put(RouteSection.ARRAYS.name(), List.copyOf(route.arrays()));
        tree.put(RouteSection.HEADERS.name(), Tree.of(route.headers()));
        Map<String, Object> constants = new LinkedHashMap<>();
        route.constants().forEach((param, json) -> constants.put(param, JsonTree.of(json)));
        tree.put(RouteSection.CONSTANTS.name(), constants);
        if (route.http().verb().hasBody()) {
            tree.put(RouteSection.BODY.name(), body(route.body()));
        }
        route.positional().ifPresent(positional -> tree.put(RouteSection.POSITIONAL.name(), positional(positional)));
    }

    private static String body(BodyMapping body) {
        if (body instanceof BodyMapping.Param param) {
            return param.name();
        }
        return body instanceof BodyMapping.Whole ? "*" : "";
    }

    private static List<String> positional(Positional positional) {
        List<String> list = new ArrayList<>(positional.names());
        positional.spread().ifPresent(spread -> list.add("..." + spread));
        return list;
    }

    private static void putAnswer(Map<String, Object> tree, RouteConfig route) {
        String result = route.result() instanceof ResultMapping.Member member ? member.name() : "*";
        tree.put(RouteSection.RESULT.name(), result);
        tree.put(RouteSection.STATUS.name(), Tree.of(route.status()));
        Map<String, Object> errors = new LinkedHashMap<>();
        route.errors().forEach(error -> errors.put(error.key(), Tree.of(error.status())));
        tree.put(RouteSection.ERRORS.name(), errors);
    }
}
