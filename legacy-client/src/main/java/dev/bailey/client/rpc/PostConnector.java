package dev.bailey.client.rpc;

import dev.bailey.client.http.HttpLink;
import dev.bailey.client.loop.VertxEventLoop;
import dev.bailey.client.pool.Connector;
import dev.bailey.client.pool.Membership;
import dev.bailey.config.ServiceUrl;
import dev.bailey.metrics.ServiceMetrics;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Opens HTTP connections for JSON-RPC in POSTs to one URL. */
final class PostConnector implements Connector<RpcConnection> {
    private static final String JSON = "application/json";

    // held for as long as the service is: Vert.x closes a client that nobody refers to, and its connections
    private final HttpClientAgent client;
    private final HttpConnectOptions address;
    private final RequestOptions post;
    private final Wire wire;
    private final ServiceMetrics metrics;

    PostConnector(HttpClientAgent client, ServiceUrl.Http url, Wire wire, ServiceMetrics metrics) {
        this.client = client;
        this.address =
                new HttpConnectOptions().setHost(url.host()).setPort(url.port()).setSsl(url.tls());
        this.post = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI(url.basePath().isEmpty() ? "/" : url.basePath())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .putHeader(HttpHeaders.ACCEPT, JSON);
        this.wire = wire;
        this.metrics = metrics;
    }

    @Override
    public void connect(Membership<RpcConnection> membership) {
        VertxEventLoop loop = (VertxEventLoop) membership.loop();
        loop.context().dispatch(here -> client.connect(address)
                .onSuccess(connection -> opened(connection, membership))
                .onFailure(e -> membership.failed(ConnectFailure.words(e))));
    }

    private void opened(HttpClientConnection connection, Membership<RpcConnection> membership) {
        HttpLink link = new HttpLink(connection, wire.maxFrame());
        membership.opened(new PostConnection(link, membership, post, wire, metrics));
    }
}
