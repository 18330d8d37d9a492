package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.config.LimitsConfig;
import dev.bailey.metrics.EdgeMetrics;

/**
 * What an HTTP edge goes by.
 *
 * @param limits of which the edge keeps: uri, headers, requestBody, connections and the timeouts of callers
 * @param serverTiming whether answers carry {@code Server-Timing}
 * @param connections shared by all edges of the process
 * @param bytes where heads are counted to the end of their calls, and what waits behind a call
 * @param metrics of this edge
 * @param refused learns of the end of each call that was refused before any route could be looked for
 */
public record HttpEdgeOptions(
        LimitsConfig limits,
        boolean serverTiming,
        ConnectionLimit connections,
        BytesInFlight bytes,
        EdgeMetrics metrics,
        CallObserver refused) {}
