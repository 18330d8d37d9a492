package dev.bailey.resilience;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Handler;
import dev.bailey.call.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@link Admitted} for calls whose answers flow: such a call is in flight until it ends, not until its answer begins. */
public final class AdmittedToTheEnd<Q extends Request, R> implements Handler<Q, R> {
    private final InFlightLimit limit;
    private final Function<Failure, R> refusal;
    private final Handler<Q, R> next;

    public AdmittedToTheEnd(InFlightLimit limit, Function<Failure, R> refusal, Handler<Q, R> next) {
        this.limit = limit;
        this.refusal = refusal;
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        if (!limit.tryEnter()) {
            return CompletableFuture.completedFuture(refusal.apply(FailureKind.OVERLOADED.because(limit.refusal())));
        }
        request.call().alsoTell(ended -> limit.leave());
        return next.handle(request);
    }
}
