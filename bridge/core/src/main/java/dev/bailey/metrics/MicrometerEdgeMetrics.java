package dev.bailey.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Measurements of one edge. */
final class MicrometerEdgeMetrics implements EdgeMetrics {
    private final AtomicInteger open = new AtomicInteger();
    private final Counter rejected;

    MicrometerEdgeMetrics(MeterRegistry registry, String edge) {
        rejected = MicrometerMetric.REJECTED_CONNECTIONS.counter(registry, edge);
        MicrometerMetric.EDGE_CONNECTIONS.gauge(registry, open::doubleValue, edge);
    }

    @Override
    public void connectionOpened() {
        open.incrementAndGet();
    }

    @Override
    public void connectionClosed() {
        open.decrementAndGet();
    }

    @Override
    public void connectionRejected() {
        rejected.increment();
    }
}
