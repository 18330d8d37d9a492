package dev.bailey.resilience;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Handler;
import dev.bailey.call.PendingReply;
import dev.bailey.call.Reply;
import dev.bailey.call.Request;
import dev.bailey.call.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Tries once more when the service could not be reached, if that can do no harm: the request provably was not written, or the
 * route is idempotent; the service's {@link RetryBudget} allows it; and it fits the deadline. Never after an answer, a deadline,
 * an open breaker or shedding. The failed connection is closed by then, so the retry goes on another one; {@link Balanced}
 * takes another address where there is one.
 */
public final class Retrying<Q extends Request, R extends Reply> implements Handler<Q, R> {
    private static final int SHORTEST_PAUSE = (int) Duration.ofMillis(10).toNanos();
    private static final int LONGEST_PAUSE = (int) Duration.ofMillis(100).toNanos();

    private final RetryBudget budget;
    private final boolean idempotent;
    private final IntUnaryOperator draws;
    private final Runnable counter;
    private final Function<Failure, R> failed;
    private final Handler<Q, R> next;

    /**
     * @param budget of the service; its routes share it
     * @param idempotent whether the route's requests may reach the service twice
     * @param draws a number from 0 to less than its argument; thread-safe
     * @param counter runs at each retry
     */
    public Retrying(
            RetryBudget budget,
            boolean idempotent,
            IntUnaryOperator draws,
            Runnable counter,
            Function<Failure, R> failed,
            Handler<Q, R> next) {
        this.budget = budget;
        this.idempotent = idempotent;
        this.draws = draws;
        this.counter = counter;
        this.failed = failed;
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        budget.called(request.call().loop().nanoTime());
        CompletionStage<R> first = next.handle(request);
        return PendingReply.compose(first, reply -> isHarmless(reply) ? retry(request, reply, first) : first);
    }

    private boolean isHarmless(R reply) {
        return reply instanceof Reply.Failed failure
                && failure.failure().kind() == FailureKind.UNAVAILABLE
                && (idempotent || failure.failure().delivery() == Delivery.NOT_SENT);
    }

    private CompletionStage<R> retry(Q request, R reply, CompletionStage<R> first) {
        Call call = request.call();
        int pause = SHORTEST_PAUSE + draws.applyAsInt(LONGEST_PAUSE - SHORTEST_PAUSE);
        boolean fits = !call.isCancelled() && call.remainingNanos().orElse(Long.MAX_VALUE) > pause;
        if (!fits || !budget.tryRetry(call.loop().nanoTime())) {
            return first;
        }
        Retry retry = new Retry(request, reply);
        call.onCancel(retry::cancelled);
        call.loop().schedule(retry, pause);
        return retry.reply;
    }

    /** A retry that was refused says less than the attempt before it, which may have reached the service. */
    private static boolean isRefusal(Reply reply) {
        return reply instanceof Reply.Failed refused
                && (refused.failure().kind() == FailureKind.OVERLOADED
                        || refused.failure().kind() == FailureKind.BREAKER_OPEN);
    }

    /** The pause before the second attempt, and that attempt. */
    private final class Retry extends Timeout {
        private final CompletableFuture<R> reply = new CompletableFuture<>();
        private final Q request;
        private final R before;

        Retry(Q request, R before) {
            this.request = request;
            this.before = before;
        }

        @Override
        protected void expire() {
            request.call().onCancel(null);
            counter.run();
            CompletionStage<R> second;
            try {
                second = next.handle(request);
            } catch (RuntimeException e) {
                second = CompletableFuture.failedFuture(e);
            }
            second.whenComplete(this::ended);
        }

        private void ended(R after, Throwable thrown) {
            if (thrown != null) {
                reply.completeExceptionally(thrown);
            } else {
                reply.complete(isRefusal(after) ? before : after);
            }
        }

        private void cancelled() {
            cancel();
            reply.complete(failed.apply(request.call().cancellation()));
        }
    }
}
