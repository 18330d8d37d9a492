package dev.bailey.metrics;

import dev.bailey.call.CallObserver;
import dev.bailey.call.Delivery;

/** Measures nothing. */
final class NoMetrics implements BridgeMetrics, ServiceMetrics, EdgeMetrics {
    @Override
    public CallObserver calls(String route, Direction direction) {
        return CallObserver.NONE;
    }

    @Override
    public ServiceMetrics service(String service) {
        return this;
    }

    @Override
    public EdgeMetrics edge(String edge) {
        return this;
    }

    @Override
    public void drainAborted(int calls) {}

    @Override
    public void watch(ServiceGauges gauges) {}

    @Override
    public void acquired(long nanos) {}

    @Override
    public void attempted(Delivery delivery) {}

    @Override
    public void retried() {}

    @Override
    public void replyDropped(DroppedReply reason) {}

    @Override
    public void connectionOpened() {}

    @Override
    public void connectionClosed() {}

    @Override
    public void connectionRejected() {}
}
