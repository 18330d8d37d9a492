package dev.bailey.http;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The one place where failures become HTTP answers; what nobody foresaw is logged and told to the caller as {@code internal}. */
public final class ProblemRendering implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(ProblemRendering.class.getName());

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
        return reply.handle((done, thrown) -> render(call, thrown == null ? done : failed(thrown)));
    }

    private static HttpReply render(HttpCall call, HttpReply reply) {
        if (reply instanceof HttpReply.Failed failed) {
            call.call().explain(failed.failure().detail());
            return Problem.of(failed);
        }
        return reply;
    }

    private static HttpReply failed(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof FailureException known) {
            return new HttpReply.Failed(known.failure());
        }
        LOG.log(Level.ERROR, "a call failed through a fault of Bailey's own; please report this", cause);
        return new HttpReply.Failed(FailureKind.INTERNAL.because("an internal error; the log of the bridge has more"));
    }

    private static Throwable unwrapped(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? cause : thrown;
    }
}
