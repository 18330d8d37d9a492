package dev.bailey.load.paths;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run compares.
 *
 * @param paths the ways to the service; empty for the built-in one, else direct and at least one other
 * @param requests sent in turn down every path
 * @param rate calls per second of the verdict; 0 when it is to be found: 80 % of the direct path's knee
 * @param timeout after which a call has failed
 * @param connections of the probe to one path, at most
 * @param expectStatus what counts as success; 0 for any 2xx
 * @param trustAll https without checking certificates
 * @param slowInProcess what the built-in service waits before every in-process answer: shows what {@code keep} looks like
 */
public record Target(
        Map<PathName, PathTarget> paths,
        List<RequestShape> requests,
        double rate,
        Duration timeout,
        int connections,
        int expectStatus,
        boolean trustAll,
        Budgets budgets,
        Duration slowInProcess) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    public static final int DEFAULT_CONNECTIONS = 128;

    /** The built-in service's most usual call. */
    public static final RequestShape BUILT_IN_REQUEST = RequestShape.get("/ads/7?lang=fr");

    public Target {
        paths = Map.copyOf(paths);
        requests = List.copyOf(requests);
    }

    /** The built-in service, compared with itself. */
    public static Target builtIn(Budgets budgets) {
        return new Target(
                Map.of(),
                List.of(BUILT_IN_REQUEST),
                0,
                DEFAULT_TIMEOUT,
                DEFAULT_CONNECTIONS,
                0,
                false,
                budgets,
                Duration.ZERO);
    }

    public boolean isBuiltIn() {
        return paths.isEmpty();
    }

    public Target withPaths(Map<PathName, PathTarget> found) {
        return new Target(found, requests, rate, timeout, connections, expectStatus, trustAll, budgets, slowInProcess);
    }

    public boolean has(PathName path) {
        return paths.containsKey(path);
    }

    /**
     * The way of that name.
     *
     * @throws IllegalArgumentException if it is not compared
     */
    public PathTarget path(PathName name) {
        PathTarget path = paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException("the path '" + name.key() + "' is not compared");
        }
        return path;
    }

    /** Where a request to a path goes. */
    public URI uri(PathName name, RequestShape request) {
        return URI.create(path(name).url() + request.path());
    }
}
