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

/** Sheds what a service cannot use: more calls in flight than its {@link AdaptiveLimit}. */
public final class Limited<Q extends Request, R extends Reply> implements Handler<Q, R> {
    private final AdaptiveLimit limit;
    private final Function<Failure, R> refusal;
    private final Handler<Q, R> next;

    public Limited(AdaptiveLimit limit, Function<Failure, R> refusal, Handler<Q, R> next) {
        this.limit = limit;
        this.refusal = refusal;
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        if (!limit.tryEnter()) {
            return CompletableFuture.completedFuture(refusal.apply(FailureKind.OVERLOADED.because(limit.refusal())));
        }
        Call call = request.call();
        long enteredAt = call.loop().nanoTime();
        CompletionStage<R> reply;
        try {
            reply = next.handle(request);
        } catch (RuntimeException e) {
            limit.ended(Evidence.NONE, enteredAt, enteredAt);
            throw e;
        }
        return PendingReply.watch(
                reply,
                (done, thrown) -> limit.ended(
                        Evidence.of(call, done), enteredAt, call.loop().nanoTime()));
    }
}
