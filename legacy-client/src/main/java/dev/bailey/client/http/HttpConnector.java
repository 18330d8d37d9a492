package dev.bailey.client.http;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.HeldBytes;
import dev.bailey.client.loop.VertxEventLoop;
import dev.bailey.client.pool.ConnectFailure;
import dev.bailey.client.pool.Connector;
import dev.bailey.client.pool.Membership;
import dev.bailey.client.pool.PooledConnection;
import dev.bailey.config.PoolConfig;
import dev.bailey.config.ServiceUrl;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Opens HTTP connections to one address. */
public final class HttpConnector<C extends PooledConnection> implements Connector<C> {
    // held for as long as the service is: Vert.x closes a client that nobody refers to, and its connections
    private final NetClient client;
    private final SocketAddress address;
    private final RequestWriter writer;
    private final int maxHead;
    private final int maxBody;
    private final BytesInFlight bytes;
    private final BiFunction<HttpLink, Membership<C>, C> connections;

    /**
     * @param maxHead bytes of an answer's head
     * @param maxBody bytes of its body
     * @param bytes where answers are counted while they come
     * @param connections what the pool is given for a link that stands
     */
    public HttpConnector(
            Vertx vertx,
            PoolConfig pool,
            ServiceUrl.Http url,
            int maxHead,
            int maxBody,
            BytesInFlight bytes,
            BiFunction<HttpLink, Membership<C>, C> connections) {
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) pool.connectTimeout().toMillis())
                .setSsl(url.tls())
                // RFC 9110, section 4.3.4: the certificate must name the host
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTcpKeepAlive(true));
        this.address = SocketAddress.inetSocketAddress(url.port(), url.host());
        this.writer = new RequestWriter(url);
        this.maxHead = maxHead;
        this.maxBody = maxBody;
        this.bytes = bytes;
        this.connections = connections;
    }

    @Override
    public void connect(Membership<C> membership) {
        VertxEventLoop loop = (VertxEventLoop) membership.loop();
        loop.context().dispatch(here -> client.connect(address)
                .onSuccess(socket -> opened(socket, membership))
                .onFailure(e -> membership.failed(ConnectFailure.words(e))));
    }

    private void opened(NetSocket socket, Membership<C> membership) {
        HttpLink link = new HttpLink((NetSocketInternal) socket, writer, maxHead, maxBody, new HeldBytes(bytes));
        C connection = connections.apply(link, membership);
        link.begin();
        membership.opened(connection);
    }

    /** To be called when the pool has closed. */
    public CompletionStage<Void> close() {
        return client.close().toCompletionStage();
    }
}
