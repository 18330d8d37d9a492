package dev.bailey.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What routes must have to do with each other, with services and with RPC edges. */
final class RouteTableChecks {
    private final Set<String> services;
    private final List<RpcEdgeConfig> edges;
    private final Map<String, Taken> endpoints = new HashMap<>();
    private final Map<String, Taken> names = new HashMap<>();

    /** Who has an endpoint or a name. */
    private record Taken(String by, int line) {
        @Override
        public String toString() {
            return "taken by the route '" + by + "' in line " + line;
        }
    }

    /** {@code services} has the names of those too that could not be read. */
    RouteTableChecks(Set<String> services, List<RpcEdgeConfig> edges) {
        this.services = services;
        this.edges = edges;
    }

    /** The route, with the default service if it names none. Routes are to come in the order of the file. */
    RouteConfig checked(RouteSection.Draft draft, Optional<String> defaultService) {
        RouteConfig route = withService(draft, defaultService);
        checkName(route, draft.fields());
        checkEndpoint(route, route.http(), draft.fields().at(RouteSection.HTTP));
        Value additional = draft.fields().at(RouteSection.ADDITIONAL);
        for (int i = 0; i < route.additional().size(); i++) {
            checkEndpoint(route, route.additional().get(i), additional.itemOf(route.additional(), i));
        }
        return route;
    }

    private RouteConfig withService(RouteSection.Draft draft, Optional<String> defaultService) {
        Fields fields = draft.fields();
        if (fields.has(RouteSection.SERVICE)) {
            checkService(draft.route().service(), fields.at(RouteSection.SERVICE));
            return draft.route();
        }
        if (defaultService.isEmpty()) {
            fields.at().problemWithKey("'service' is missing, and there is no defaults.service");
        }
        return draft.route().withService(defaultService.orElse(""));
    }

    /** Reports a service that does not exist; one whose name could not be read was reported then. */
    void checkService(String service, Value at) {
        if (!service.isEmpty() && !services.contains(service)) {
            at.problem("there is no service '" + service + "'" + Suggestion.among(services, service));
        }
    }

    private void checkName(RouteConfig route, Fields fields) {
        Value at = fields.at(fields.has(RouteSection.NAME) ? RouteSection.NAME : RouteSection.RPC);
        // RPC callers reach a family by its pattern even where its label is something else
        Set<String> shapes = new LinkedHashSet<>(
                List.of(MethodName.parse(route.name()).shape(), route.calledAs().shape()));
        for (String shape : shapes) {
            Taken other =
                    names.putIfAbsent(shape, new Taken(route.name(), fields.at().line()));
            if (other != null) {
                at.problem("the name '" + route.name() + "' is " + other + "; give one of them another 'name'");
                return;
            }
        }
    }

    private void checkEndpoint(RouteConfig route, Endpoint endpoint, Value at) {
        Taken other = endpoints.putIfAbsent(endpoint.shape(), new Taken(route.name(), at.line()));
        if (other != null) {
            at.problem(endpoint + " is " + other);
        }
        for (RpcEdgeConfig edge : edges) {
            if (edge instanceof RpcEdgeConfig.Post post && takes(endpoint, PathTemplate.parse(post.path()))) {
                at.problem(endpoint + " takes " + post.path() + ", which is an RPC edge");
            }
        }
    }

    private static boolean takes(Endpoint endpoint, PathTemplate path) {
        return endpoint.path().equals(path)
                || (endpoint.verb() == Verb.POST && PathMatch.matches(endpoint.path(), path));
    }
}
