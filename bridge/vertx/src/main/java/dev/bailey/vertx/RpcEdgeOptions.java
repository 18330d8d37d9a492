package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.config.LimitsConfig;
import dev.bailey.metrics.EdgeMetrics;

/**
 * What a JSON-RPC edge goes by, apart from its own section of the configuration.
 *
 * @param limits of which the edge keeps: requestBody (a frame's size), jsonDepth, batch, callsPerConnection, bodyTimeout (from a
 *     frame's first byte to its last), writeTimeout and rpcIdleTimeout
 * @param connections shared by all edges of the process
 * @param metrics of this edge
 * @param bytes where frames are counted from their first byte to the end of their calls
 * @param refused learns of the end of each call that was refused before any route could be looked for
 */
public record RpcEdgeOptions(
        LimitsConfig limits,
        ConnectionLimit connections,
        BytesInFlight bytes,
        EdgeMetrics metrics,
        CallObserver refused) {}
