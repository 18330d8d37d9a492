package dev.bailey.client;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.rpc.RpcReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way.
 *
 * @param reply completes once, on the call's loop, never exceptionally
 */
record OpenCall(String method, Call call, CompletableFuture<RpcReply> reply) {
    private static final Failure GIVEN_UP = FailureKind.CLIENT_GONE.because("the caller gave up the call");
    private static final Failure INTERRUPTED =
            FailureKind.CLIENT_GONE.because("the thread that waited for the call was interrupted");
    private static final Failure OVERDUE = FailureKind.TIMEOUT.because(
            "the deadline of the call passed and its event loop did not see to it: something blocks it");

    /**
     * Waits for the reply and reads it. Never on an event loop.
     *
     * @param patienceNanos by when the call's own deadline must have ended it
     */
    <T> @Nullable T await(Reading<T> reading, long patienceNanos) {
        try {
            return reading.read(method, reply.get(patienceNanos, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(INTERRUPTED);
        } catch (TimeoutException e) {
            throw givenUp(OVERDUE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reply cannot complete exceptionally", e);
        }
    }

    private CallFailedException givenUp(Failure why) {
        call.cancel(why);
        return new CallFailedException(method, why.delivered(call.reached()));
    }

    /** The result when it comes. Whoever cancels it, or lets it time out, gives up the call. */
    <T> CompletableFuture<@Nullable T> then(Reading<T> reading) {
        CompletableFuture<@Nullable T> result = new CompletableFuture<>();
        reply.thenAccept(end -> complete(result, reading, end));
        result.whenComplete((value, thrown) -> giveUp(call));
        return result;
    }

    private <T> void complete(CompletableFuture<@Nullable T> result, Reading<T> reading, RpcReply end) {
        try {
            result.complete(reading.read(method, end));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** Nothing happens to a call that has ended. */
    static void giveUp(Call call) {
        call.cancel(GIVEN_UP);
    }
}
