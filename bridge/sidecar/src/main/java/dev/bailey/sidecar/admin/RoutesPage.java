package dev.bailey.sidecar.admin;

import dev.bailey.config.BridgeConfig;
import dev.bailey.config.Endpoint;
import dev.bailey.config.RouteConfig;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.JsonWriter;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Every route, in the order of the configuration. */
public final class RoutesPage implements HttpHandler {
    private final List<RouteConfig> routes;

    public RoutesPage(BridgeConfig config) {
        routes = config.routes();
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        JsonWriter out = new JsonWriter(1024);
        String separator = "[\n";
        for (RouteConfig route : routes) {
            out.ascii(separator);
            write(out, route);
            separator = ",\n";
        }
        out.ascii(routes.isEmpty() ? "[]\n" : "\n]\n");
        return AdminHandler.done(TextAnswer.of(200, "application/json", Payload.of(out.toByteArray())));
    }

    private static void write(JsonWriter out, RouteConfig route) {
        out.ascii("{\"name\":").string(route.name());
        out.ascii(",\"rpc\":").string(route.rpc().toString());
        out.ascii(",\"http\":").string(route.http().toString());
        out.ascii(",\"additional\":[");
        String separator = "";
        for (Endpoint endpoint : route.additional()) {
            out.ascii(separator).string(endpoint.toString());
            separator = ",";
        }
        out.ascii("],\"service\":").string(route.service());
        out.ascii(",\"notify\":").ascii(Boolean.toString(route.notification()));
        out.ascii(",\"idempotent\":").ascii(Boolean.toString(route.idempotent()));
        out.ascii(",\"stream\":").ascii(Boolean.toString(route.stream()));
        out.ascii("}");
    }
}
