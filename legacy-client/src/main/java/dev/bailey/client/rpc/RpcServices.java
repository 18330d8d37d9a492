package dev.bailey.client.rpc;

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
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;

/** Puts JSON-RPC services together. */
public final class RpcServices {
    private final Vertx vertx;
    private final VertxEventLoops loops;
    private final BytesInFlight bytes;

    public RpcServices(Vertx vertx, VertxEventLoops loops, BytesInFlight bytes) {
        this.vertx = vertx;
        this.loops = loops;
        this.bytes = bytes;
    }

    /** Opens one address; connections follow in the background. */
    public RpcService open(ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        if (address instanceof ServiceUrl.Tcp tcp) {
            return stream(service, SocketAddress.inetSocketAddress(tcp.port(), tcp.host()), limits, metrics);
        }
        if (address instanceof ServiceUrl.Unix unix) {
            return stream(service, SocketAddress.domainSocketAddress(unix.path()), limits, metrics);
        }
        return post(service, (ServiceUrl.Http) address, limits, metrics);
    }

    private RpcService post(ServiceConfig service, ServiceUrl.Http url, LimitsConfig limits, ServiceMetrics metrics) {
        Wire wire = new Wire(service, limits, bytes);
        HttpConnector<RpcConnection> connector = new HttpConnector<>(
                vertx,
                service.pool(),
                url,
                limits.headers().toInt(),
                wire.maxFrame(),
                bytes,
                (link, membership) -> new PostConnection(link, membership, wire, metrics));
        return new RpcService(
                ConnectionPool.started(connector, service.pool(), PoolConfig.HTTP_MAX_IN_FLIGHT, loops.all(), metrics),
                metrics,
                connector::close);
    }

    private RpcService stream(
            ServiceConfig service, SocketAddress address, LimitsConfig limits, ServiceMetrics metrics) {
        Wire wire = new Wire(service, limits, bytes);
        NetClient client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) service.pool().connectTimeout().toMillis())
                .setTcpKeepAlive(true));
        StreamConnector connector =
                new StreamConnector(client, address, wire, new ServerRequests(service.serverRequests(), wire), metrics);
        return new RpcService(
                ConnectionPool.started(connector, service.pool(), service.pool().maxInFlight(), loops.all(), metrics),
                metrics,
                () -> client.close().toCompletionStage());
    }
}
