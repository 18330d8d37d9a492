package dev.bailey.spring;

import dev.bailey.config.BridgeConfig;
import dev.bailey.config.Endpoint;
import dev.bailey.config.PathTemplate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The smallest servlet mappings (Servlet 6.0, section 12.2) that hold all of a configuration's endpoints. */
final class UrlPatterns {
    private UrlPatterns() {}

    static Set<String> of(BridgeConfig config) {
        Set<String> patterns = new LinkedHashSet<>();
        config.routes().stream()
                .flatMap(route -> Stream.concat(Stream.of(route.http()), route.additional().stream()))
                .forEach(endpoint -> patterns.add(pattern(endpoint)));
        return patterns;
    }

    /** The path as far as it is literal: what varies in it is for the routes to say. */
    private static String pattern(Endpoint endpoint) {
        StringBuilder path = new StringBuilder();
        for (PathTemplate.Segment segment : endpoint.path().segments()) {
            if (!(segment instanceof PathTemplate.Literal literal)) {
                return path + "/*";
            }
            path.append('/').append(literal.text());
        }
        return path.length() == 0 ? "" : path.toString();
    }
}
