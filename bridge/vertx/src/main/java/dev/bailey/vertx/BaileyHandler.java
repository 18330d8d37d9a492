package dev.bailey.vertx;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.call.EventLoop;
import dev.bailey.client.loop.VertxEventLoops;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * Serves a bridge's HTTP endpoints on a Vert.x server of the host, as its request handler or in a route of its router, before
 * anything that reads bodies. Paths are those of the routes file, whatever route of the host led here. Calls stay on the event loop
 * that they came on. Thread-safe.
 */
public final class BaileyHandler implements Handler<HttpServerRequest> {
    private final Bridge bridge;
    private final VertxEventLoops loops;

    private BaileyHandler(Bridge bridge, VertxEventLoops loops) {
        this.bridge = bridge;
        this.loops = loops;
    }

    /**
     * A handler for requests of servers of that Vertx.
     *
     * @param bridge not closed with anything of Vert.x
     */
    public static BaileyHandler create(Vertx vertx, Bridge bridge) {
        return new BaileyHandler(bridge, VertxEventLoops.of(vertx));
    }

    @Override
    public void handle(HttpServerRequest request) {
        Context context = Vertx.currentContext();
        EventLoop loop = context == null ? loops.next() : loops.of(context);
        new HostedExchange(bridge, request, Call.on(loop)).start();
    }
}
