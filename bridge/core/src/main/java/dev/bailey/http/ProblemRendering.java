package dev.bailey.http;

import dev.bailey.call.FailureException;
import dev.bailey.call.PendingReply;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The one place where failures become HTTP answers; what nobody foresaw is logged and told to the caller as {@code internal}. */
public final class ProblemRendering implements HttpHandler {
    private final HttpHandler next;

    public ProblemRendering(HttpHandler next) {
        this.next = next;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        CompletionStage<HttpReply> reply;
        try {
            reply = next.handle(call);
        } catch (RuntimeException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        return PendingReply.replace(reply, (done, thrown) -> render(call, known(done, thrown)));
    }

    private static HttpReply known(@Nullable HttpReply done, @Nullable Throwable thrown) {
        return thrown == null ? Objects.requireNonNull(done) : new HttpReply.Failed(FailureException.failureOf(thrown));
    }

    private static HttpReply render(HttpCall call, HttpReply reply) {
        if (reply instanceof HttpReply.Failed failed) {
            call.call().explain(failed.failure().detail());
            return Problem.of(failed);
        }
        return reply;
    }
}
