package dev.bailey.vertx;

import dev.bailey.metrics.EdgeMetrics;

/** Counts nothing. */
final class NoEdgeMetrics implements EdgeMetrics {
    @Override
    public void connectionOpened() {}

    @Override
    public void connectionClosed() {}

    @Override
    public void connectionRejected() {}
}
