package dev.bailey.resilience;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Handler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A service whose attempts stay open until the test ends them, the oldest first; cancelled ones end by themselves. */
final class FakeService implements Handler<Ask, Told> {
    private record Attempt(Ask ask, CompletableFuture<Told> reply) {}

    private final Queue<Attempt> open = new ArrayDeque<>();
    private int attempts;

    @Override
    public CompletionStage<Told> handle(Ask ask) {
        attempts++;
        Attempt attempt = new Attempt(ask, new CompletableFuture<>());
        open.add(attempt);
        ask.call().attemptStarts();
        ask.call().onCancel(() -> {
            open.remove(attempt);
            attempt.reply.complete(new Told.Failed(ask.call().cancellation()));
        });
        return attempt.reply;
    }

    void answers(String text) {
        end(Delivery.ANSWERED, new Told.Answer(text));
    }

    void fails(FailureKind kind, Delivery delivery) {
        end(delivery, new Told.Failed(new Failure(kind, "scripted", delivery)));
    }

    void breaksDown() {
        take().reply.completeExceptionally(new IllegalStateException("scripted"));
    }

    private void end(Delivery delivery, Told reply) {
        Attempt attempt = take();
        attempt.ask.call().onCancel(null);
        attempt.ask.call().delivered(delivery);
        attempt.reply.complete(reply);
    }

    private Attempt take() {
        return open.remove();
    }

    /** Attempts so far. */
    int attempts() {
        return attempts;
    }

    /** Attempts that wait for their end. */
    int open() {
        return open.size();
    }
}
