package dev.bailey;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An address of a JSON-RPC service; calls stay open until the test ends them, unless it is down. */
final class FakeAddress implements OpenService.Rpc {
    private final Queue<CompletableFuture<RpcReply>> open = new ArrayDeque<>();
    private boolean down;
    private boolean closed;
    private int attempts;

    void goesDown() {
        down = true;
    }

    void answers(RpcReply reply) {
        open.remove().complete(reply);
    }

    int attempts() {
        return attempts;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        attempts++;
        request.call().attemptStarts();
        CompletableFuture<RpcReply> reply = new CompletableFuture<>();
        if (down) {
            request.call().delivered(Delivery.UNKNOWN);
            reply.complete(new RpcReply.Failed(new Failure(FailureKind.UNAVAILABLE, "it is down", Delivery.UNKNOWN)));
            return reply;
        }
        open.add(reply);
        return reply;
    }

    @Override
    public boolean up() {
        return !down;
    }

    @Override
    public CompletionStage<Void> close() {
        closed = true;
        return CompletableFuture.completedFuture(null);
    }
}
