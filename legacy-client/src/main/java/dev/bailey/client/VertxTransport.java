package dev.bailey.client;

import dev.bailey.OpenService;
import dev.bailey.Transport;
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

    /** @param loops of that same Vertx */
    public VertxTransport(Vertx vertx, VertxEventLoops loops) {
        this.rpc = new RpcServices(vertx, loops);
        this.http = new HttpUpstreams(vertx, loops);
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
