package dev.bailey.sidecar.admin;

import dev.bailey.call.CallObserver;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.Direction;
import dev.bailey.metrics.EdgeMetrics;
import dev.bailey.metrics.PrometheusCalls;
import dev.bailey.metrics.ServiceMetrics;

/** Routes, of which there may be thousands, in histograms of Bailey's own; everything else as hosts have it. */
record SidecarMetrics(PrometheusCalls calls, BridgeMetrics others) implements BridgeMetrics {
    @Override
    public CallObserver calls(String route, Direction direction) {
        return calls.calls(route, direction);
    }

    @Override
    public ServiceMetrics service(String service) {
        return others.service(service);
    }

    @Override
    public EdgeMetrics edge(String edge) {
        return others.edge(edge);
    }

    @Override
    public void drainAborted(int aborted) {
        others.drainAborted(aborted);
    }
}
