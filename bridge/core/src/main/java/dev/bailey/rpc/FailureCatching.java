package dev.bailey.rpc;

import dev.bailey.call.FailureException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The one place where what nobody foresaw becomes a reply to JSON-RPC callers. */
public final class FailureCatching implements RpcHandler {
    private final RpcHandler next;

    public FailureCatching(RpcHandler next) {
        this.next = next;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        CompletionStage<RpcReply> reply;
        try {
            reply = next.handle(request);
        } catch (RuntimeException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        return reply.exceptionally(thrown -> new RpcReply.Failed(FailureException.failureOf(thrown)));
    }
}
