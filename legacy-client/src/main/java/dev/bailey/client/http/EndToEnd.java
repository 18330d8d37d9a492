package dev.bailey.client.http;

import dev.bailey.http.Headers;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers of a message travel on. Left behind are those that concern one connection (RFC 9110, section 7.6.1), those
 * that the message's own Connection header names, and those that frame the message.
 */
public final class EndToEnd {
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "content-length");

    private final Set<String> named = new HashSet<>();

    private EndToEnd(Headers headers) {
        for (String options : headers.all("Connection")) {
            for (String option : options.split(",", -1)) {
                named.add(lower(option.strip()));
            }
        }
    }

    /** Those that travel on, in their order. */
    public static Headers of(Headers headers) {
        EndToEnd which = new EndToEnd(headers);
        Headers.Builder kept = new Headers.Builder();
        headers.forEach((name, value) -> {
            if (which.passes(name)) {
                kept.add(name, value);
            }
        });
        return kept.build();
    }

    private boolean passes(String name) {
        String lower = lower(name);
        return !CONNECTION.contains(lower) && !lower.startsWith("proxy-") && !named.contains(lower);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
