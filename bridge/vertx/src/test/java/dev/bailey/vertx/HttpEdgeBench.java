package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Outcome;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.metrics.BridgeMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The edge alone, with a handler that answers 300 bytes at once, on one loop: for {@code wrk -t1 -c32}. Figures and the command
 * are in docs/adr/0005-http-edge.md.
 */
public final class HttpEdgeBench {
    private HttpEdgeBench() {}

    /** Listens on the port that is given. */
    public static void main(String[] args) {
        HttpReply answer = new HttpReply.Answer(
                Outcome.OK,
                200,
                Headers.of("Content-Type", "application/json"),
                Payload.of(("{\"filler\":\"" + "x".repeat(287) + "\"}").getBytes(StandardCharsets.US_ASCII)));
        HttpHandler handler = call -> CompletableFuture.completedFuture(answer);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        LimitsConfig limits = LimitsConfig.DEFAULT;
        HttpEdgeOptions options = new HttpEdgeOptions(
                limits,
                false,
                new ConnectionLimit(limits.connections()),
                BytesInFlight.unlimited(),
                BridgeMetrics.NONE.edge("http"),
                CallObserver.NONE);
        HttpEdge edge = new HttpEdge(vertx, NettyLoop.allOf(vertx), handler, options);
        edge.listen(List.of(new ListenAddress.Tcp("127.0.0.1", Integer.parseInt(args[0]))))
                .whenComplete((bound, failed) -> System.out.println(failed == null ? bound : failed));
    }
}
