package dev.bailey.sidecar.admin;

import dev.bailey.call.FailureKind;
import dev.bailey.config.BridgeConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The pages of the admin edge, for GET and HEAD. */
public final class AdminHandler implements HttpHandler {
    private static final Headers ALLOW = Headers.of("Allow", "GET, HEAD");

    private final Map<String, HttpHandler> pages = new LinkedHashMap<>();

    private AdminHandler() {}

    /** Every page there is. */
    public static AdminHandler of(Health health, BridgeConfig config, HttpHandler metrics) {
        AdminHandler admin = new AdminHandler();
        admin.pages.put("/livez", HealthPage.live(health));
        admin.pages.put("/readyz", HealthPage.ready(health));
        admin.pages.put("/startupz", HealthPage.startup(health));
        admin.pages.put("/metrics", metrics);
        admin.pages.put("/routes", new RoutesPage(config));
        admin.pages.put("/config", new ConfigPage(config));
        return admin;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        HttpHandler page = pages.get(call.path());
        if (page == null) {
            String known = String.join(", ", pages.keySet());
            return done(new HttpReply.Failed(
                    FailureKind.NO_ROUTE.because("there is no such page; the pages here are " + known)));
        }
        if (!call.verb().equals("GET") && !call.verb().equals("HEAD")) {
            return done(new HttpReply.Failed(
                    FailureKind.VERB_NOT_ALLOWED.because("this page takes GET and HEAD only"), ALLOW));
        }
        return page.handle(call);
    }

    static CompletionStage<HttpReply> done(HttpReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
