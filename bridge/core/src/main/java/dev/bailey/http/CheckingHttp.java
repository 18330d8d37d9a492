package dev.bailey.http;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets only well-formed requests pass: see {@link HttpChecks}. */
public final class CheckingHttp implements HttpHandler {
    private static final Headers CLOSE = Headers.of("Connection", "close");

    private final int maxUri;
    private final int maxHeaders;
    private final HttpHandler next;

    /**
     * @param maxUri bytes of the request target
     * @param maxHeaders number of header fields
     */
    public CheckingHttp(int maxUri, int maxHeaders, HttpHandler next) {
        this.maxUri = maxUri;
        this.maxHeaders = maxHeaders;
        this.next = next;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        try {
            HttpChecks.head(call, maxHeaders);
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
