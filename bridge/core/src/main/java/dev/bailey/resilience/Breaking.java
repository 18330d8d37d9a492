package dev.bailey.resilience;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Handler;
import dev.bailey.call.PendingReply;
import dev.bailey.call.Reply;
import dev.bailey.call.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Keeps calls away from a service while its {@link Breaker} is open. Counts calls that could not reach the service, and those
 * that it let run into the route's own timeout; a deadline that the caller had lowered counts for nothing.
 */
public final class Breaking<Q extends Request, R extends Reply> implements Handler<Q, R> {
    private final Breaker breaker;
    private final Function<Failure, R> refusal;
    private final Handler<Q, R> next;

    public Breaking(Breaker breaker, Function<Failure, R> refusal, Handler<Q, R> next) {
        this.breaker = breaker;
        this.refusal = refusal;
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        Call call = request.call();
        int era = breaker.tryEnter(call.loop().nanoTime());
        if (era == Breaker.REFUSED) {
            return CompletableFuture.completedFuture(
                    refusal.apply(FailureKind.BREAKER_OPEN.because(breaker.refusal())));
        }
        CompletionStage<R> reply;
        try {
            reply = next.handle(request);
        } catch (RuntimeException e) {
            breaker.ended(era, Evidence.NONE, call.loop().nanoTime());
            throw e;
        }
        return PendingReply.watch(
                reply,
                (done, thrown) ->
                        breaker.ended(era, Evidence.of(call, done), call.loop().nanoTime()));
    }
}
