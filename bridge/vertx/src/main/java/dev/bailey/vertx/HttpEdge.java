package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.config.ListenAddress;
import dev.bailey.http.HttpHandler;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The door for HTTP callers: HTTP/1.1 and 1.0 over TCP and Unix sockets. A connection stays on the loop that it fell to, and so
 * do its calls. Any thread may use it.
 */
public final class HttpEdge {
    private final List<HttpLoop> loops;
    private final Listeners listeners;

    /**
     * @param loops one for each event loop of {@code vertx}: connections come to all of them
     * @param handler serves the calls, usually {@code bridge.http()}
     */
    public HttpEdge(Vertx vertx, List<? extends EventLoop> loops, HttpHandler handler, HttpEdgeOptions options) {
        this.loops =
                loops.stream().map(loop -> new HttpLoop(loop, handler, options)).toList();
        this.listeners = new Listeners(vertx, this::accept);
    }

    /**
     * Opens the door.
     *
     * @return where callers really find it: port 0 is replaced by the port that was free; fails if one address cannot be had,
     *     and then listens nowhere
     */
    public CompletionStage<List<ListenAddress>> listen(List<ListenAddress> addresses) {
        return listeners.open(addresses);
    }

    private void accept(Channel channel) {
        for (HttpLoop loop : loops) {
            if (loop.loop().inLoop()) {
                loop.accept(channel);
                return;
            }
        }
        throw new IllegalStateException("an event loop of Vert.x is none of the edge's");
    }

    /**
     * Closes the door: who is inside goes on being served, with {@code Connection: close} on every answer.
     *
     * @return completes when nobody is let in any more
     */
    public CompletionStage<Void> stopAccepting() {
        loops.forEach(loop -> loop.loop().execute(loop::drain));
        return listeners.close();
    }

    /**
     * Stops accepting, lets open calls end, closes connections that ask for nothing.
     *
     * @param timeout after which what is still open is cut
     * @return completes when every connection is closed, with the number of calls that were cut
     */
    public CompletionStage<Integer> close(Duration timeout) {
        return stopAccepting().thenCompose(nothing -> closeConnections(timeout));
    }

    private CompletionStage<Integer> closeConnections(Duration timeout) {
        CompletableFuture<Integer> cut = CompletableFuture.completedFuture(0);
        for (HttpLoop loop : loops) {
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            loop.loop().execute(() -> loop.close(timeout.toNanos()).thenAccept(closed::complete));
            cut = cut.thenCombine(closed, Integer::sum);
        }
        return cut;
    }
}
