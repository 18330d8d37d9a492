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
    private static final String LENGTH = "content-length";
    private static final Set<String> CONNECTION = Set.of(
            "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings", LENGTH);

    private final Set<String> named = new HashSet<>();

    private final boolean toHead;

    private EndToEnd(Headers headers, boolean toHead) {
        this.toHead = toHead;
        for (String options : headers.all("Connection")) {
            for (String option : options.split(",", -1)) {
                named.add(lower(option.strip()));
            }
        }
    }

    /** Those that travel on, in their order. */
    public static Headers of(Headers headers) {
        return of(headers, false);
    }

    /** The same of an answer to HEAD, where the length frames nothing: it is what GET would have (RFC 9110, section 8.6). */
    public static Headers ofHead(Headers headers) {
        return of(headers, true);
    }

    private static Headers of(Headers headers, boolean toHead) {
        EndToEnd which = new EndToEnd(headers, toHead);
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
        boolean concernsConnection = CONNECTION.contains(lower) && !(toHead && lower.equals(LENGTH));
        return !concernsConnection && !lower.startsWith("proxy-") && !named.contains(lower);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
