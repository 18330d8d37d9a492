package dev.bailey.client.upstream;

import dev.bailey.call.BytesInFlight;
import dev.bailey.client.http.HttpConnector;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.PoolConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.metrics.ServiceMetrics;
import io.vertx.core.Vertx;

/** Puts HTTP services together. */
public final class HttpUpstreams {
    private final Vertx vertx;
    private final VertxEventLoops loops;
    private final BytesInFlight bytes;

    public HttpUpstreams(Vertx vertx, VertxEventLoops loops, BytesInFlight bytes) {
        this.vertx = vertx;
        this.loops = loops;
        this.bytes = bytes;
    }

    /** Opens one address, which must be an HTTP one; connections follow in the background. */
    public HttpUpstream open(ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        if (!(address instanceof ServiceUrl.Http url)) {
            throw new IllegalArgumentException(address + " is no address of an HTTP service");
        }
        HttpConnector<UpstreamConnection> connector = new HttpConnector<>(
                vertx,
                service.pool(),
                url,
                limits.headers().toInt(),
                limits.responseBody().toInt(),
                bytes,
                (link, membership) -> new UpstreamConnection(link, membership, limits.stallTimeout()));
        return new HttpUpstream(
                ConnectionPool.started(connector, service.pool(), PoolConfig.HTTP_MAX_IN_FLIGHT, loops.all(), metrics),
                limits.requestBody().toInt(),
                metrics,
                connector::close);
    }
}
