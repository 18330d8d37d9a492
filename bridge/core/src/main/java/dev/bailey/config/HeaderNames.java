package dev.bailey.config;

import java.util.Locale;
import java.util.Set;

/** Which headers a configuration may name. */
final class HeaderNames {
    private static final int MAX_LENGTH = 256;

    /** RFC 9110, 7.6.1. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings");

    private static final Set<String> OWN =
            Set.of("content-type", "content-encoding", "expect", "x-envoy-expected-rq-timeout-ms", "grpc-timeout");

    private HeaderNames() {}

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The name, if it may be mapped or forwarded.
     *
     * @throws IllegalArgumentException saying why not
     */
    static String checked(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || !name.chars().allMatch(c -> Chars.isTokenChar((char) c))) {
            throw new IllegalArgumentException("not the name of a header");
        }
        String lower = lower(name);
        if (HOP_BY_HOP.contains(lower) || lower.startsWith("proxy-")) {
            throw new IllegalArgumentException(
                    "this header belongs to one connection (hop-by-hop) and is never passed on");
        }
        if (lower.equals("content-length") || lower.equals("host")) {
            throw new IllegalArgumentException(
                    "this header says how a message is framed or sent; Bailey writes it itself");
        }
        if (OWN.contains(lower)) {
            throw new IllegalArgumentException("this header is read and written by Bailey itself");
        }
        return name;
    }
}
