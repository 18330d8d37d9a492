package dev.bailey.vertx;

import dev.bailey.call.Call;
import dev.bailey.call.CallObserver;
import dev.bailey.call.FailureException;
import dev.bailey.call.Outcome;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.http.CallerTimeout;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpChecks;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.rpc.CallerCodec;
import dev.bailey.rpc.RpcExchange;
import dev.bailey.rpc.RpcHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * JSON-RPC over HTTP POST: the body is one message or one batch, and so is the answer's. 200 for results and errors alike, 204
 * when there is nothing to answer. Stands behind a path of {@code bridge.http(…)}, which has checked the request; other verbs
 * never come here. What the caller's headers say of its patience holds for each of its calls.
 */
public final class RpcPost implements HttpHandler {
    private static final Headers JSON = Headers.of("Content-Type", "application/json");

    private final RpcHandler handler;
    private final CallerCodec codec;
    private final int maxBody;
    private final CallObserver refused;

    /**
     * @param handler serves the calls, usually {@code bridge.rpc()}
     * @param limits of which are kept: requestBody, jsonDepth and batch
     * @param refused learns of the end of each call that was refused before any route could be looked for
     */
    public RpcPost(RpcHandler handler, RpcEdgeConfig.Post edge, LimitsConfig limits, CallObserver refused) {
        this.handler = handler;
        this.codec = CallerCodecs.of(edge, limits);
        this.maxBody = (int) Math.min(limits.requestBody().bytes(), Integer.MAX_VALUE / 4);
        this.refused = refused;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall post) {
        try {
            HttpChecks.rpcBody(post.headers());
        } catch (FailureException e) {
            return CompletableFuture.completedFuture(new HttpReply.Failed(e.failure()));
        }
        return post.body().read(maxBody).thenCompose(body -> send(post, body));
    }

    private CompletionStage<HttpReply> send(HttpCall post, Payload body) {
        RpcHandler patient = request -> {
            CallerTimeout.apply(post.headers(), request.call());
            return handler.handle(request);
        };
        int end = body.offset() + body.length();
        RpcExchange exchange = RpcExchange.start(
                codec.read(body.array(), body.offset(), end),
                post.call().loop(),
                patient,
                refused,
                post.version() >= 1);
        follow(post.call(), exchange);
        return exchange.answer().thenApply(answer -> {
            post.call().serviceWaitWas(exchange.serviceWaitNanos());
            return answer.isAbsent() ? unwhole(exchange) : reply(answer);
        });
    }

    /** From here on the POST is but an envelope: its end is the end of the calls in it, and they are what counts. */
    private static void follow(Call envelope, RpcExchange exchange) {
        envelope.onCancel(() -> exchange.cancel(envelope.cancellation()));
        envelope.observer(ended -> {
            switch (ended.outcome()) {
                case CLIENT_GONE -> exchange.cancel(Refusals.callerGone());
                case OK, ACCEPTED -> exchange.written();
                // an answer that flowed, or that the drain cut
                default -> exchange.cut(ended.outcome(), ended.detail());
            }
        });
    }

    private static HttpReply reply(Json answer) {
        return new HttpReply.Answer(Outcome.OK, 200, JSON, Payload.of(answer));
    }

    /** An answer that flows, or none at all. */
    private static HttpReply unwhole(RpcExchange exchange) {
        return exchange.flow()
                .<HttpReply>map(answer -> new HttpReply.Flowing(200, JSON, answer))
                .orElseGet(() -> new HttpReply.Answer(Outcome.ACCEPTED, 204, Headers.NONE, Payload.EMPTY));
    }
}
