package dev.bailey.http;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets only well-formed requests pass ({@link HttpChecks}), and reads how long the caller will wait. */
public final class CheckingHttp implements HttpHandler {
    private static final Headers CLOSE = Headers.of("Connection", "close");

    private final int maxUri;
    private final HttpHandler next;

    /** @param maxUri bytes of the request target */
    public CheckingHttp(int maxUri, HttpHandler next) {
        this.maxUri = maxUri;
        this.next = next;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        try {
            HttpChecks.head(call);
            CallerTimeout.apply(call.headers(), call.call());
        } catch (FailureException e) {
            return refuse(e.failure(), CLOSE);
        }
        try {
            return next.handle(HttpChecks.target(call, maxUri));
        } catch (FailureException e) {
            return refuse(e.failure(), Headers.NONE);
        }
    }

    private static CompletionStage<HttpReply> refuse(Failure failure, Headers headers) {
        return CompletableFuture.completedFuture(new HttpReply.Failed(failure, headers));
    }
}
