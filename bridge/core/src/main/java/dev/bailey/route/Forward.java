package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.config.Endpoint;
import dev.bailey.config.PathTemplate;
import dev.bailey.config.RouteConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.JsonLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The forward way: an HTTP endpoint of a service that speaks HTTP itself. Path values, query and body pass untouched. */
public final class Forward implements HttpHandler {
    private final RouteConfig route;
    private final Endpoint endpoint;
    private final RequestMapping checks;
    private final List<String> headers = new ArrayList<>(List.of("Content-Type", "Accept"));
    private final int maxBody;
    private final HttpHandler next;

    /**
     * @param endpoint one of the route's; the service is asked at the route's first
     * @param forwarded callers' headers that the service is to see
     */
    public Forward(
            RouteConfig route,
            Endpoint endpoint,
            List<String> forwarded,
            JsonLimits limits,
            int maxBody,
            HttpHandler next) {
        this.route = route;
        this.endpoint = endpoint;
        this.checks = new RequestMapping(route, endpoint, limits);
        this.headers.addAll(route.headers().values());
        this.headers.addAll(forwarded);
        this.maxBody = maxBody;
        this.next = next;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        try {
            checks.checkHead(call);
        } catch (FailureException e) {
            return CompletableFuture.completedFuture(new HttpReply.Failed(e.failure()));
        }
        return call.body().isEmpty()
                ? send(call, Payload.EMPTY)
                : call.body().read(maxBody).thenCompose(body -> send(call, body));
    }

    private CompletionStage<HttpReply> send(HttpCall call, Payload body) {
        return next.handle(
                new HttpCall(call.verb(), target(call), 1, forwarded(call.headers()), HttpBody.of(body), call.call()));
    }

    private Headers forwarded(Headers incoming) {
        Headers.Builder outgoing = new Headers.Builder();
        for (String name : headers) {
            incoming.all(name).forEach(value -> outgoing.add(name, value));
        }
        return outgoing.build();
    }

    private String target(HttpCall call) {
        if (endpoint.equals(route.http())) {
            return call.target();
        }
        StringBuilder target = new StringBuilder(call.target().length());
        Map<String, String> values = values(call);
        for (PathTemplate.Segment segment : route.http().path().segments()) {
            target.append('/');
            if (segment instanceof PathTemplate.Literal literal) {
                target.append(literal.text());
            } else if (segment instanceof PathTemplate.Prefixed prefixed) {
                target.append(prefixed.prefix()).append(values.get(prefixed.variable()));
            } else if (segment instanceof PathTemplate.Variable variable) {
                target.append(values.get(variable.name()));
            }
        }
        return call.query().isEmpty()
                ? target.toString()
                : target.append('?').append(call.query()).toString();
    }

    private Map<String, String> values(HttpCall call) {
        Map<String, String> values = new HashMap<>();
        List<String> names = endpoint.path().variables();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), call.pathValues().get(i));
        }
        return values;
    }
}
