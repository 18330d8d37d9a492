package dev.bailey.resilience;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Handler;
import dev.bailey.call.PendingReply;
import dev.bailey.call.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Gives a call its deadline: from here on everything together ends by it. */
public final class Deadlined<Q extends Request, R> implements Handler<Q, R> {
    private final long timeoutNanos;
    private final Function<Failure, R> refusal;
    private final Handler<Q, R> next;

    public Deadlined(Duration timeout, Function<Failure, R> refusal, Handler<Q, R> next) {
        this.timeoutNanos = timeout.toNanos();
        this.refusal = refusal;
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        Call call = request.call();
        call.startDeadline(timeoutNanos);
        if (call.remainingNanos().orElse(0) <= 0) {
            // It waited for its turn in a batch, or its caller allows no time: the service is not to work for nobody.
            call.stopDeadline();
            return CompletableFuture.completedFuture(
                    refusal.apply(FailureKind.TIMEOUT.because("the deadline of the call passed before it was sent")));
        }
        CompletionStage<R> reply;
        try {
            reply = next.handle(request);
        } catch (RuntimeException e) {
            call.stopDeadline();
            throw e;
        }
        return PendingReply.watch(reply, (done, thrown) -> call.stopDeadline());
    }
}
