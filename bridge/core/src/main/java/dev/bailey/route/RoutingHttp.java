package dev.bailey.route;

import dev.bailey.call.FailureKind;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends each request down its route; 404 and 405 where there is none. */
public final class RoutingHttp implements HttpHandler {
    /** Whatever the path; where it is unknown, {@code Allow} is empty (RFC 9110, section 10.2.1). */
    private static final Set<String> NEVER_SERVED = Set.of("CONNECT", "TRACE");

    private final EndpointTable<HttpHandler> table;

    public RoutingHttp(EndpointTable<HttpHandler> table) {
        this.table = table;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        EndpointTable.Found<HttpHandler> found = table.find(call.verb(), call.target(), call.pathLength());
        return found == null
                ? CompletableFuture.completedFuture(refusal(call.verb(), call.path()))
                : found.target().handle(call.onRoute(found.values()));
    }

    private HttpReply refusal(String verb, String path) {
        List<String> verbs = table.verbs(path);
        if (verbs.isEmpty() && !NEVER_SERVED.contains(verb)) {
            return new HttpReply.Failed(FailureKind.NO_ROUTE.because("no route has this path"));
        }
        String allowed = String.join(", ", verbs);
        return new HttpReply.Failed(
                FailureKind.VERB_NOT_ALLOWED.because("this path takes " + (verbs.isEmpty() ? "nothing" : allowed)),
                Headers.of("Allow", allowed));
    }
}
