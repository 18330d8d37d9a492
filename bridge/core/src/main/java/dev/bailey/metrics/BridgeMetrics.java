package dev.bailey.metrics;

import dev.bailey.call.CallObserver;

/**
 * Where measurements go. Everything with a name is asked for once, when the bridge is assembled, so that a call looks up
 * nothing. Implementations are thread-safe, never block and never throw.
 */
public interface BridgeMetrics {
    /** Measures nothing. */
    BridgeMetrics NONE = new NoMetrics();

    /** The label of calls for which no route was found. */
    String OTHER = "_other";

    /** Outcomes, the caller's wait and the bridge's own cost of a route's calls. */
    CallObserver calls(String route, Direction direction);

    ServiceMetrics service(String service);

    EdgeMetrics edge(String edge);

    /** Calls that were still open when the drain's time was over. */
    void drainAborted(int calls);
}
