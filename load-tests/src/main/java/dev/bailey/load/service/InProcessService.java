package dev.bailey.load.service;

import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The in-process path: the service's methods, given to the bridge in code. */
final class InProcessService implements RpcHandler {
    private final RpcMethods methods;
    private final Vertx vertx;
    private final long waitMillis;

    /** @param waitMillis how long each answer is held back on purpose; 0 for not at all */
    InProcessService(RpcMethods methods, Vertx vertx, long waitMillis) {
        this.methods = methods;
        this.vertx = vertx;
        this.waitMillis = waitMillis;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        CompletableFuture<RpcReply> reply = new CompletableFuture<>();
        try {
            methods.call(request.method().name(), request.params(), result -> answer(result, reply));
        } catch (JsonException | IllegalArgumentException e) {
            reply.complete(new RpcReply.Failed(FailureKind.INVALID_PARAMS.because("no such call")));
        }
        return reply;
    }

    private void answer(byte[] result, CompletableFuture<RpcReply> reply) {
        if (waitMillis > 0) {
            vertx.setTimer(waitMillis, timer -> reply.complete(result(result)));
        } else {
            reply.complete(result(result));
        }
    }

    private static RpcReply result(byte[] json) {
        try {
            return new RpcReply.Result(Json.parse(json, JsonLimits.DEFAULT));
        } catch (JsonException e) {
            throw new IllegalStateException("the service answered no JSON", e);
        }
    }
}
