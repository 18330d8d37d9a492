package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.config.RouteConfig;
import dev.bailey.flow.BegunFlow;
import dev.bailey.flow.ReworkedFlow;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** HTTP calls on a route with {@code stream: true}: answers may flow to callers whose host says that they can take it. */
public final class StreamingHttp implements HttpHandler {
    private final boolean flows;
    private final HttpHandler next;

    public StreamingHttp(RouteConfig route, HttpHandler next) {
        this.flows = !ReplyMapping.hasNoBody(route.status());
        this.next = next;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (flows) {
            call.call().allowFlow();
        }
        return next.handle(call).thenCompose(StreamingHttp::begun);
    }

    /** What may still turn out not to be an answer is waited for: its first bytes are not the service's first. */
    private static CompletionStage<HttpReply> begun(HttpReply reply) {
        if (!(reply instanceof HttpReply.Flowing flowing && flowing.body() instanceof ReworkedFlow)) {
            return CompletableFuture.completedFuture(reply);
        }
        return BegunFlow.of(flowing.body())
                .handle((body, thrown) -> thrown == null
                        ? new HttpReply.Flowing(flowing.status(), flowing.headers(), body)
                        : new HttpReply.Failed(FailureException.failureOf(thrown)));
    }
}
