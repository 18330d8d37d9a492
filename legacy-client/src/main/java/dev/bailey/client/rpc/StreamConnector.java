package dev.bailey.client.rpc;

import dev.bailey.client.loop.VertxEventLoop;
import dev.bailey.client.pool.ConnectFailure;
import dev.bailey.client.pool.Connector;
import dev.bailey.client.pool.Membership;
import dev.bailey.metrics.ServiceMetrics;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;

/** Opens TCP and Unix connections to one address. */
final class StreamConnector implements Connector<RpcConnection> {
    // held for as long as the service is: Vert.x closes a client that nobody refers to, and its connections
    private final NetClient client;
    private final SocketAddress address;
    private final Wire wire;
    private final ServerRequests serverRequests;
    private final ServiceMetrics metrics;

    StreamConnector(
            NetClient client, SocketAddress address, Wire wire, ServerRequests serverRequests, ServiceMetrics metrics) {
        this.client = client;
        this.address = address;
        this.wire = wire;
        this.serverRequests = serverRequests;
        this.metrics = metrics;
    }

    @Override
    public void connect(Membership<RpcConnection> membership) {
        VertxEventLoop loop = (VertxEventLoop) membership.loop();
        loop.context().dispatch(here -> client.connect(address)
                .onSuccess(socket -> opened(socket, membership))
                .onFailure(e -> membership.failed(ConnectFailure.words(e))));
    }

    private void opened(NetSocket socket, Membership<RpcConnection> membership) {
        StreamConnection connection =
                new StreamConnection((NetSocketInternal) socket, membership, wire, serverRequests, metrics);
        connection.begin();
        membership.opened(connection);
    }
}
