package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.config.MethodName;
import dev.bailey.config.RouteConfig;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The relay: JSON-RPC to JSON-RPC. The method's name and the shape of the params may change; results pass untouched. */
public final class Relay implements RpcHandler {
    /** A family never reaches such a method, whatever it is called on this side. */
    private static final RpcReply RESERVED =
            new RpcReply.Failed(FailureKind.NO_ROUTE.because("reserved methods (rpc.*) are not in a family"));

    private final RouteConfig route;
    private final RpcMethod method;
    private final RelayParams params;
    private final RpcHandler next;

    public Relay(RouteConfig route, RpcHandler next) {
        this.route = route;
        this.method = RpcMethod.of(route.rpc().toString());
        this.params = RelayParams.of(route);
        this.next = next;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        boolean notification = request.notification() || route.notification();
        RpcMethod asked = renamed(request.method());
        if (route.rpc() instanceof MethodName.Family && MethodTable.isReserved(asked.name())) {
            return CompletableFuture.completedFuture(RESERVED);
        }
        RpcRequest relayed;
        try {
            relayed = new RpcRequest(asked, params.shaped(request.params()), notification, request.call());
        } catch (FailureException e) {
            return CompletableFuture.completedFuture(new RpcReply.Failed(e.failure()));
        }
        CompletionStage<RpcReply> reply = next.handle(relayed);
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
