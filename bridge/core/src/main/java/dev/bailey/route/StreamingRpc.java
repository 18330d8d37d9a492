package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.flow.BegunFlow;
import dev.bailey.flow.ReworkedFlow;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** JSON-RPC calls on a route with {@code stream: true}: results may flow to callers whose host says that they can take it. */
public final class StreamingRpc implements RpcHandler {
    private final RpcHandler next;

    public StreamingRpc(RpcHandler next) {
        this.next = next;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        if (!request.notification()) {
            request.call().allowFlow();
        }
        return next.handle(request).thenCompose(StreamingRpc::begun);
    }

    /** What may still turn out not to be a result is waited for. */
    private static CompletionStage<RpcReply> begun(RpcReply reply) {
        if (!(reply instanceof RpcReply.Flowing flowing && flowing.result() instanceof ReworkedFlow)) {
            return CompletableFuture.completedFuture(reply);
        }
        return BegunFlow.of(flowing.result())
                .handle((result, thrown) -> thrown == null
                        ? new RpcReply.Flowing(result)
                        : new RpcReply.Failed(FailureException.failureOf(thrown)));
    }
}
