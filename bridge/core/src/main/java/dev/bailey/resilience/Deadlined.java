package dev.bailey.resilience;

import dev.bailey.call.Handler;
import dev.bailey.call.Request;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Gives a call its deadline: from here on everything together ends by it. */
public final class Deadlined<Q extends Request, R> implements Handler<Q, R> {
    private final long timeoutNanos;
    private final Handler<Q, R> next;

    public Deadlined(Duration timeout, Handler<Q, R> next) {
        this.timeoutNanos = timeout.toNanos();
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        request.call().startDeadline(timeoutNanos);
        CompletionStage<R> reply;
        try {
            reply = next.handle(request);
        } catch (RuntimeException e) {
            request.call().stopDeadline();
            throw e;
        }
        return reply.whenComplete((done, thrown) -> request.call().stopDeadline());
    }
}
