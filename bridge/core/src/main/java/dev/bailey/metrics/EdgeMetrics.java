package dev.bailey.metrics;

/** Measurements of one edge. Thread-safe. */
public interface EdgeMetrics {
    void connectionOpened();

    void connectionClosed();

    /** A connection over the limit was closed at once. */
    void connectionRejected();
}
