package dev.bailey.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request's body, which may still be on its way. Hosts implement it over their own reading. */
public interface HttpBody {
    /** No body at all. */
    HttpBody NONE = of(Payload.EMPTY);

    /** Whether it is known already that there is not one byte. */
    boolean isEmpty();

    /**
     * Reads the whole body; at most once. Completes on the call's loop, exceptionally with a {@link
     * dev.bailey.call.FailureException} when it is larger than {@code maxBytes}, comes too slowly, or the caller goes away. The
     * array belongs to the call.
     */
    CompletionStage<Payload> read(int maxBytes);

    /** A body that is here already. */
    static HttpBody of(Payload whole) {
        return new HttpBody() {
            @Override
            public boolean isEmpty() {
                return whole.length() == 0;
            }

            @Override
            public CompletionStage<Payload> read(int maxBytes) {
                return whole.length() <= maxBytes
                        ? CompletableFuture.completedFuture(whole)
                        : CompletableFuture.failedFuture(HttpChecks.bodyTooLarge(maxBytes));
            }
        };
    }
}
