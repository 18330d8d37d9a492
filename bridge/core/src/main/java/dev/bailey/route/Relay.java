package dev.bailey.route;

import dev.bailey.config.MethodName;
import dev.bailey.config.RouteConfig;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletionStage;

/** The relay: JSON-RPC to JSON-RPC. Only the method's name may change; params and results pass untouched. */
public final class Relay implements RpcHandler {
    private final RouteConfig route;
    private final RpcMethod method;
    private final RpcHandler next;

    public Relay(RouteConfig route, RpcHandler next) {
        this.route = route;
        this.method = RpcMethod.of(route.rpc().toString());
        this.next = next;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        boolean notification = request.notification() || route.notification();
        RpcRequest renamed = new RpcRequest(renamed(request.method()), request.params(), notification, request.call());
        CompletionStage<RpcReply> reply = next.handle(renamed);
        return notification && !request.notification() ? reply.thenApply(Relay::answered) : reply;
    }

    private RpcMethod renamed(RpcMethod called) {
        if (route.rpc() instanceof MethodName.Family family && route.calledAs() instanceof MethodName.Family name) {
            return RpcMethod.of(
                    family.prefix() + called.name().substring(name.prefix().length()));
        }
        return method;
    }

    /** Who asked with an id waits for an answer, though the service gives none. */
    private static RpcReply answered(RpcReply reply) {
        return reply instanceof RpcReply.Accepted ? new RpcReply.Result(Json.NULL) : reply;
    }
}
