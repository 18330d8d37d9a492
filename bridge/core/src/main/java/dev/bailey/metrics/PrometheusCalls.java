package dev.bailey.metrics;

import dev.bailey.call.CallObserver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The histograms of all routes' calls, and what Prometheus reads of them. A histogram takes a sixth of what Micrometer's needs,
 * and the page is made piece by piece: thousands of routes fit into a small container. Thread-safe.
 */
public final class PrometheusCalls {
    private final Map<Direction, Map<String, RouteCalls>> routes = new EnumMap<>(Direction.class);

    /** Who counts that route's calls; the same for whoever asks. */
    public synchronized CallObserver calls(String route, Direction direction) {
        return routes.computeIfAbsent(direction, first -> new HashMap<>())
                .computeIfAbsent(route, name -> new RouteCalls(name, direction));
    }

    /** The text of all histograms, a piece at a time. Calls that end meanwhile are in it or not. For one thread at a time. */
    public Iterator<byte[]> page() {
        return new PrometheusText(snapshot());
    }

    private synchronized List<RouteCalls> snapshot() {
        List<RouteCalls> all = new ArrayList<>();
        routes.values().forEach(ofDirection -> all.addAll(ofDirection.values()));
        return all;
    }
}
