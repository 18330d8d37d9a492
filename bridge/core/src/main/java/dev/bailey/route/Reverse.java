package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.config.RouteConfig;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.json.Json;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The reverse way: a JSON-RPC method of a service that speaks HTTP. */
public final class Reverse implements RpcHandler {
    private final RouteConfig route;
    private final ReverseRequest requests;
    private final ReverseReply replies;
    private final HttpHandler next;

    /** @param maxBody bytes of an answer that has to be whole */
    public Reverse(RouteConfig route, JsonLimits limits, int maxBody, HttpHandler next) {
        this.route = route;
        this.requests = new ReverseRequest(route, limits);
        this.replies = new ReverseReply(route, limits, maxBody);
        this.next = next;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        HttpCall call;
        try {
            call = requests.write(request);
        } catch (FailureException e) {
            return CompletableFuture.completedFuture(new RpcReply.Failed(e.failure()));
        }
        CompletionStage<HttpReply> reply = next.handle(call);
        return route.stream()
                ? reply.thenCompose(perhapsFlowing -> replies.read(perhapsFlowing, request.call()))
                        .thenApply(read -> answered(read, request))
                : reply.thenApply(whole -> answered(replies.read(whole), request));
    }

    /** The answer to a notification is dropped; whoever calls a notification's method with an id gets null. */
    private RpcReply answered(RpcReply reply, RpcRequest request) {
        if (!(reply instanceof RpcReply.Result)) {
            return reply;
        }
        if (request.notification()) {
            return RpcReply.accepted();
        }
        return route.notification() ? new RpcReply.Result(Json.NULL) : reply;
    }
}
