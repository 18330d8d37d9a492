package dev.bailey.rpc;

import dev.bailey.call.Handler;
import java.util.concurrent.CompletionStage;

/**
 * The seam towards JSON-RPC: one request in, one reply out.
 *
 * <p>Called on the loop of {@code request.call()} and must not block. The stage completes exactly once, on that same loop, with
 * a reply for every way in which the call can go; it completes exceptionally only through a bug. When the call is cancelled
 * it completes promptly with {@link RpcReply.Failed}. The arrays behind {@code params} belong to the call and may be kept as
 * long as it lives. Handlers given in code by users may complete on any thread, late, or exceptionally: the bridge wraps them.
 */
@FunctionalInterface
public interface RpcHandler extends Handler<RpcRequest, RpcReply> {
    @Override
    CompletionStage<RpcReply> handle(RpcRequest request);

    /**
     * Whether handling a call may take a thread for long. What may is kept away from event loops; other handlers run on the loop of
     * the call.
     */
    default boolean mayBlock() {
        return false;
    }

    /**
     * A service from any dispatcher of JSON-RPC messages: bytes in, bytes out, or a {@code CompletionStage} of them. It may block.
     */
    static RpcHandler of(RawFunction function) {
        return new RawRpc(function);
    }
}
