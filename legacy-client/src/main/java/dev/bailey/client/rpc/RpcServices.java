package dev.bailey.client.rpc;

import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.client.pool.Connector;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.PoolConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.metrics.ServiceMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Puts JSON-RPC services together. */
public final class RpcServices {
    private final Vertx vertx;
    private final VertxEventLoops loops;

    public RpcServices(Vertx vertx, VertxEventLoops loops) {
        this.vertx = vertx;
        this.loops = loops;
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
        HttpClientAgent client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setConnectTimeout((int) service.pool().connectTimeout().toMillis())
                .setTcpKeepAlive(true)
                .setVerifyHost(true)
                .setMaxHeaderSize(limits.headers().toInt()));
        PostConnector connector = new PostConnector(client, url, new Wire(service, limits), metrics);
        return pooled(service, connector, PoolConfig.HTTP_MAX_IN_FLIGHT, metrics, () -> client.close()
                .toCompletionStage());
    }

    private RpcService stream(
            ServiceConfig service, SocketAddress address, LimitsConfig limits, ServiceMetrics metrics) {
        Wire wire = new Wire(service, limits);
        NetClient client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) service.pool().connectTimeout().toMillis())
                .setTcpKeepAlive(true));
        StreamConnector connector =
                new StreamConnector(client, address, wire, new ServerRequests(service.serverRequests(), wire), metrics);
        return pooled(service, connector, service.pool().maxInFlight(), metrics, () -> client.close()
                .toCompletionStage());
    }

    private RpcService pooled(
            ServiceConfig service,
            Connector<RpcConnection> connector,
            int places,
            ServiceMetrics metrics,
            Supplier<CompletionStage<Void>> closing) {
        // seeded per pool: it is used under the pool's lock only
        RandomGenerator random =
                new SplittableRandom(ThreadLocalRandom.current().nextLong());
        ConnectionPool<RpcConnection> pool =
                new ConnectionPool<>(connector, service.pool(), places, loops.all(), random, metrics::acquired);
        metrics.watch(pool);
        pool.start();
        return new RpcService(pool, metrics, closing);
    }
}
