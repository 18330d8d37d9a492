package dev.bailey.config;

import java.util.List;
import java.util.Set;

/** What the keys of a route must have to do with each other, its params aside. */
final class RouteChecks {
    /** The label of calls that match no route. */
    private static final String RESERVED_NAME = "_other";

    private final RouteConfig route;
    private final Fields fields;

    private RouteChecks(RouteConfig route, Fields fields) {
        this.route = route;
        this.fields = fields;
    }

    static void check(RouteConfig route, Fields fields) {
        RouteChecks checks = new RouteChecks(route, fields);
        checks.checkName();
        checks.checkFamily();
        checks.checkAdditional();
        checks.checkBody();
        checks.checkNotification();
        ParamChecks.check(route, fields);
    }

    private void checkName() {
        if (route.name().equals(RESERVED_NAME)) {
            fields.at(fields.has(RouteSection.NAME) ? RouteSection.NAME : RouteSection.RPC)
                    .problem("'_other' is the label of calls without a route");
        }
        if (MethodName.parse(route.name()) instanceof MethodName.Family named) {
            boolean same = route.rpc() instanceof MethodName.Family family
                    && family.variable().equals(named.variable());
            if (!same) {
                fields.at(RouteSection.NAME)
                        .problem("'{" + named.variable() + "}' is not the variable of " + route.rpc());
            }
        }
    }

    private void checkFamily() {
        if (route.rpc() instanceof MethodName.Family family
                && !route.http().path().variables().contains(family.variable())) {
            fields.at(RouteSection.HTTP)
                    .problem("the variable '{" + family.variable() + "}' of " + family + " must stand in the path");
        }
    }

    private void checkAdditional() {
        Set<String> variables = Set.copyOf(route.http().path().variables());
        List<Endpoint> additional = route.additional();
        for (int i = 0; i < additional.size(); i++) {
            if (!Set.copyOf(additional.get(i).path().variables()).equals(variables)) {
                fields.at(RouteSection.ADDITIONAL)
                        .itemOf(additional, i)
                        .problem(additional.get(i) + " has other variables than " + route.http());
            }
        }
    }

    private void checkBody() {
        Verb verb = route.http().verb();
        if (!verb.hasBody() && !(route.body() instanceof BodyMapping.None)) {
            fields.at(RouteSection.BODY)
                    .problemWithKey("a " + verb + " has no body; its params come from path, query and headers");
        }
    }

    private void checkNotification() {
        if (!route.notification()) {
            return;
        }
        if (route.stream()) {
            fields.at(RouteSection.STREAM).problemWithKey("a notification has no result that could flow");
        }
        if (route.status() != RouteConfig.NOTIFY_STATUS) {
            fields.at(RouteSection.STATUS).problem("a notification is always answered 202");
        }
        if (!(route.result() instanceof ResultMapping.Whole)) {
            fields.at(RouteSection.RESULT).problemWithKey("a notification has no result");
        }
        if (!route.errors().isEmpty()) {
            fields.at(RouteSection.ERRORS)
                    .problemWithKey("a notification is not answered, so not with an error either");
        }
    }
}
