package dev.bailey.sidecar.admin;

import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Answers a probe: 200 or 503, and with {@code ?verbose} why. */
public final class HealthPage implements HttpHandler {
    private final Health health;
    private final Predicate<Health> good;

    private HealthPage(Health health, Predicate<Health> good) {
        this.health = health;
        this.good = good;
    }

    /** Whether the process runs at all: that it answers is the answer. A service that is down is no reason to restart. */
    public static HealthPage live(Health health) {
        return new HealthPage(health, any -> true);
    }

    /** Whether calls should be sent here. */
    public static HealthPage ready(Health health) {
        return new HealthPage(health, Health::isReady);
    }

    /** Whether the start is over. */
    public static HealthPage startup(Health health) {
        return new HealthPage(health, Health::isStarted);
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        boolean fine = good.test(health);
        String verdict = fine ? "ok\n" : "not ok\n";
        boolean verbose = call.query().equals("verbose") || call.query().startsWith("verbose=");
        return AdminHandler.done(TextAnswer.of(fine ? 200 : 503, verbose ? details() + verdict : verdict));
    }

    private String details() {
        StringBuilder text = new StringBuilder();
        String phase = health.phase().name().toLowerCase(Locale.ROOT);
        line(text, health.phase() == Health.Phase.SERVING, "bridge: " + phase);
        for (Map.Entry<String, Boolean> service : health.services().entrySet()) {
            boolean up = service.getValue();
            line(text, up, "service " + service.getKey() + ": " + (up ? "up" : "cannot be reached"));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, boolean good, String what) {
        text.append(good ? "[+] " : "[-] ").append(what).append('\n');
    }
}
