package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.config.ListenAddress;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.rpc.RpcHandler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A door for JSON-RPC callers, in one framing, over TCP or a Unix socket. Calls of one connection go on side by side and are
 * answered as they complete. A connection stays on the loop that it fell to, and so do its calls. Any thread may use it.
 */
public final class RpcEdge {
    private final ListenAddress address;
    private final Door door;

    /**
     * @param loops one for each event loop of {@code vertx}: connections come to all of them
     * @param handler serves the calls, usually {@code bridge.rpc()}
     */
    public RpcEdge(
            Vertx vertx,
            List<? extends EventLoop> loops,
            RpcHandler handler,
            RpcEdgeConfig.Stream edge,
            RpcEdgeOptions options) {
        this.address = edge.listen();
        this.door = new Door(
                vertx,
                loops.stream()
                        .map(loop -> new RpcLoop(loop, handler, edge, options))
                        .toList());
    }

    /**
     * Opens the door.
     *
     * @return where callers really find it: port 0 is replaced by the port that was free; fails if the address cannot be had
     */
    public CompletionStage<ListenAddress> listen() {
        return door.listen(List.of(address)).thenApply(real -> real.get(0));
    }

    /**
     * Closes the door. Whoever is inside gets the answers that are on their way; new calls are answered with {@code overloaded},
     * and each connection closes after its last answer.
     *
     * @return completes when nobody is let in any more
     */
    public CompletionStage<Void> stopAccepting() {
        return door.stopAccepting();
    }

    /**
     * Stops accepting and lets open calls end.
     *
     * @param timeout after which what is still open is cut
     * @return completes when every connection is closed, with the number of calls that were cut
     */
    public CompletionStage<Integer> close(Duration timeout) {
        return door.close(timeout);
    }
}
