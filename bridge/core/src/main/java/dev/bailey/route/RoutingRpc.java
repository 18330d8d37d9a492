package dev.bailey.route;

import dev.bailey.call.FailureKind;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends each JSON-RPC call down its route. */
public final class RoutingRpc implements RpcHandler {
    private static final RpcReply UNKNOWN =
            new RpcReply.Failed(FailureKind.NO_ROUTE.because("no route has this method"));

    private final MethodTable<RpcHandler> table;

    public RoutingRpc(MethodTable<RpcHandler> table) {
        this.table = table;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        RpcHandler route = table.find(request.method().name());
        return route == null ? CompletableFuture.completedFuture(UNKNOWN) : route.handle(request);
    }
}
