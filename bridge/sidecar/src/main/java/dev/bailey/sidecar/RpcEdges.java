package dev.bailey.sidecar;

import dev.bailey.Bridge;
import dev.bailey.call.CallObserver;
import dev.bailey.call.EventLoop;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.http.HttpHandler;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.Direction;
import dev.bailey.vertx.ConnectionLimit;
import dev.bailey.vertx.RpcEdge;
import dev.bailey.vertx.RpcEdgeOptions;
import dev.bailey.vertx.RpcPost;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The edges of the {@code rpc} section: streams, each with a listener of its own, and paths of the HTTP edge. */
final class RpcEdges {
    private final List<Stream> streams = new ArrayList<>();
    private final Map<String, HttpHandler> posts = new HashMap<>();

    /** A stream edge and where the file says that it listens. */
    record Stream(ListenAddress address, RpcEdge edge) {}

    RpcEdges(
            Vertx vertx,
            List<? extends EventLoop> loops,
            BridgeConfig config,
            Bridge bridge,
            ConnectionLimit connections,
            BridgeMetrics metrics) {
        CallObserver refused = metrics.calls(BridgeMetrics.OTHER, Direction.REVERSE);
        for (RpcEdgeConfig edge : config.rpc()) {
            if (edge instanceof RpcEdgeConfig.Stream stream) {
                RpcEdgeOptions options = new RpcEdgeOptions(
                        config.limits(),
                        connections,
                        bridge.bytesInFlight(),
                        metrics.edge("rpc " + stream.listen()),
                        refused);
                streams.add(new Stream(stream.listen(), new RpcEdge(vertx, loops, bridge.rpc(), stream, options)));
            } else if (edge instanceof RpcEdgeConfig.Post post) {
                posts.put(post.path(), new RpcPost(bridge.rpc(), post, config.limits(), refused));
            }
        }
    }

    List<Stream> streams() {
        return streams;
    }

    /** By path. */
    Map<String, HttpHandler> posts() {
        return posts;
    }

    /** Stops accepting and lets open calls end; completes with the number of those that were cut. */
    CompletionStage<Integer> close(Duration timeout) {
        CompletionStage<Integer> cut = CompletableFuture.completedFuture(0);
        for (Stream stream : streams) {
            cut = cut.thenCombine(stream.edge().close(timeout), Integer::sum);
        }
        return cut;
    }
}
