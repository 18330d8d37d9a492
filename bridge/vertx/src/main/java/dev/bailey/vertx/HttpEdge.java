package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.config.ListenAddress;
import dev.bailey.http.HttpHandler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The door for HTTP callers: HTTP/1.1 and 1.0 over TCP and Unix sockets. A connection stays on the loop that it fell to, and so
 * do its calls. Any thread may use it.
 */
public final class HttpEdge {
    private final Door door;

    /**
     * @param loops one for each event loop of {@code vertx}: connections come to all of them
     * @param handler serves the calls, usually {@code bridge.http()}
     */
    public HttpEdge(Vertx vertx, List<? extends EventLoop> loops, HttpHandler handler, HttpEdgeOptions options) {
        this.door = new Door(
                vertx,
                loops.stream().map(loop -> new HttpLoop(loop, handler, options)).toList());
    }

    /**
     * Opens the door.
     *
     * @return where callers really find it: port 0 is replaced by the port that was free; fails if one address cannot be had,
     *     and then listens nowhere
     */
    public CompletionStage<List<ListenAddress>> listen(List<ListenAddress> addresses) {
        return door.listen(addresses);
    }

    /**
     * Closes the door: who is inside goes on being served, with {@code Connection: close} on every answer.
     *
     * @return completes when nobody is let in any more
     */
    public CompletionStage<Void> stopAccepting() {
        return door.stopAccepting();
    }

    /**
     * Stops accepting, lets open calls end, closes connections that ask for nothing.
     *
     * @param timeout after which what is still open is cut
     * @return completes when every connection is closed, with the number of calls that were cut
     */
    public CompletionStage<Integer> close(Duration timeout) {
        return door.close(timeout);
    }
}
