package dev.bailey.resilience;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Handler;
import dev.bailey.call.PendingReply;
import dev.bailey.call.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Sheds a call at once, before any work is done for it, when too many are in flight. */
public final class Admitted<Q extends Request, R> implements Handler<Q, R> {
    private final InFlightLimit limit;
    private final Function<Failure, R> refusal;
    private final Handler<Q, R> next;

    public Admitted(InFlightLimit limit, Function<Failure, R> refusal, Handler<Q, R> next) {
        this.limit = limit;
        this.refusal = refusal;
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        if (!limit.tryEnter()) {
            return CompletableFuture.completedFuture(refusal.apply(FailureKind.OVERLOADED.because(limit.refusal())));
        }
        CompletionStage<R> reply;
        try {
            reply = next.handle(request);
        } catch (RuntimeException e) {
            limit.leave();
            throw e;
        }
        return PendingReply.watch(reply, (done, thrown) -> limit.leave());
    }
}
