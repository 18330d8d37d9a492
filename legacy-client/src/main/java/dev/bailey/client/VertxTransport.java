package dev.bailey.client;

import dev.bailey.OpenService;
import dev.bailey.Transport;
import dev.bailey.call.BytesInFlight;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.client.rpc.RpcServices;
import dev.bailey.client.upstream.HttpUpstreams;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.metrics.ServiceMetrics;
import io.vertx.core.Vertx;

/**
 * Opens services on Vert.x' sockets. Calls may come from any {@link dev.bailey.call.EventLoop}; those of {@code loops} find
 * connections of their own.
 */
public final class VertxTransport implements Transport {
    private final RpcServices rpc;
    private final HttpUpstreams http;

    /** The same with answers that are counted nowhere while they come: for a process that makes a call or two. */
    public VertxTransport(Vertx vertx, VertxEventLoops loops) {
        this(vertx, loops, BytesInFlight.unlimited());
    }

    /**
     * A transport for all services of a process.
     *
     * @param loops of that same Vertx
     * @param bytes where answers are counted while they come
     */
    public VertxTransport(Vertx vertx, VertxEventLoops loops, BytesInFlight bytes) {
        this.rpc = new RpcServices(vertx, loops, bytes);
        this.http = new HttpUpstreams(vertx, loops, bytes);
    }

    @Override
    public OpenService.Rpc openRpc(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return rpc.open(service, address, limits, metrics);
    }

    @Override
    public OpenService.Http openHttp(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return http.open(service, address, limits, metrics);
    }
}
