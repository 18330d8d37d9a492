package dev.bailey.flow;

import dev.bailey.call.FailureException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Waits for a flow's first bytes, so that a failure before them can still become an answer. */
public final class BegunFlow implements Flow.Publisher<ByteBuffer>, Flow.Subscriber<ByteBuffer>, SlowSubscription {
    private final CompletableFuture<Flow.Publisher<ByteBuffer>> begun = new CompletableFuture<>();
    private Flow.@Nullable Subscription upstream;
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private @Nullable ByteBuffer first;
    private boolean sourceEnded;
    private @Nullable Throwable failure;
    private boolean over;

    private BegunFlow() {}

    /**
     * The same flow, once its first bytes are here, or its end.
     *
     * @return fails with a {@link FailureException} when the flow does before that
     */
    public static CompletionStage<Flow.Publisher<ByteBuffer>> of(Flow.Publisher<ByteBuffer> flow) {
        BegunFlow waiting = new BegunFlow();
        flow.subscribe(waiting);
        return waiting.begun;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        Flow.Subscriber<? super ByteBuffer> whoWants = subscriber;
        if (whoWants != null) {
            whoWants.onNext(piece);
        } else {
            first = piece;
            begun.complete(this);
        }
    }

    @Override
    public void onError(Throwable why) {
        failure = why;
        if (!begun.completeExceptionally(why)) {
            settle();
        }
    }

    @Override
    public void onComplete() {
        sourceEnded = true;
        if (!begun.complete(this)) {
            settle();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> whoWants) {
        subscriber = whoWants;
        whoWants.onSubscribe(this);
        settle();
    }

    @Override
    public void request(long more) {
        long rest = more;
        ByteBuffer held = first;
        Flow.Subscriber<? super ByteBuffer> whoWants = subscriber;
        if (held != null && whoWants != null && rest > 0) {
            first = null;
            rest -= rest == Long.MAX_VALUE ? 0 : 1;
            whoWants.onNext(held);
            settle();
        }
        if (rest > 0 && !over && upstream != null) {
            upstream.request(rest);
        }
    }

    @Override
    public void taken() {
        SlowSubscription.taken(upstream);
    }

    @Override
    public void cancel() {
        over = true;
        first = null;
        if (upstream != null) {
            upstream.cancel();
        }
    }

    /** The end, after the first piece is handed over; a failure at once. */
    private void settle() {
        Flow.Subscriber<? super ByteBuffer> whoWants = subscriber;
        if (over || whoWants == null) {
            return;
        }
        Throwable why = failure;
        if (why != null) {
            over = true;
            whoWants.onError(why);
        } else if (sourceEnded && first == null) {
            over = true;
            whoWants.onComplete();
        }
    }
}
