package dev.bailey.vertx;

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
 * @param refused learns of the end of each call that was refused before any route could be looked for
 */
public record RpcEdgeOptions(
        LimitsConfig limits, ConnectionLimit connections, EdgeMetrics metrics, CallObserver refused) {}
