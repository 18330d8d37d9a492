package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.PendingReply;
import dev.bailey.config.Endpoint;
import dev.bailey.config.RouteConfig;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The facade: an HTTP endpoint of a service that speaks JSON-RPC. */
public final class Facade implements HttpHandler {
    private final RouteConfig route;
    private final RequestMapping request;
    private final ReplyMapping reply;
    private final int maxBody;
    private final RpcHandler next;

    /**
     * @param endpoint one of the route's
     * @param maxBody bytes of a request body
     */
    public Facade(RouteConfig route, Endpoint endpoint, JsonLimits limits, int maxBody, RpcHandler next) {
        this.route = route;
        this.request = new RequestMapping(route, endpoint, limits);
        this.reply = new ReplyMapping(route, limits);
        this.maxBody = maxBody;
        this.next = next;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        try {
            request.checkHead(call);
        } catch (FailureException e) {
            return refused(e);
        }
        return call.body().isEmpty()
                ? send(call, Payload.EMPTY)
                : call.body().read(maxBody).thenCompose(body -> send(call, body));
    }

    private CompletionStage<HttpReply> send(HttpCall call, Payload body) {
        RpcRequest mapped;
        try {
            mapped =
                    new RpcRequest(request.method(call), request.params(call, body), route.notification(), call.call());
        } catch (FailureException e) {
            return refused(e);
        }
        return PendingReply.map(next.handle(mapped), reply::answer);
    }

    private static CompletionStage<HttpReply> refused(FailureException e) {
        return CompletableFuture.completedFuture(new HttpReply.Failed(e.failure()));
    }
}
