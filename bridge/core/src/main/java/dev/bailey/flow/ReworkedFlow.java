package dev.bailey.flow;

import dev.bailey.call.FailureException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A flow that is made of another one, piece by piece, as its subscriber asks for them: holds one piece at most. */
public abstract class ReworkedFlow
        implements Flow.Publisher<ByteBuffer>, Flow.Subscriber<ByteBuffer>, SlowSubscription {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Flow.Publisher<ByteBuffer> source;
    private Flow.@Nullable Subscription upstream;
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private ByteBuffer last = NOTHING;
    private boolean sourceEnded;
    private boolean over;

    protected ReworkedFlow(Flow.Publisher<ByteBuffer> source) {
        this.source = source;
    }

    /**
     * What becomes of a piece; may be nothing.
     *
     * @throws FailureException if the flow cannot be good any more
     */
    protected abstract ByteBuffer rework(ByteBuffer piece);

    /**
     * What follows the last piece, for the source has ended well; nothing unless said.
     *
     * @throws FailureException if it should not have ended here
     */
    protected ByteBuffer end() {
        return NOTHING;
    }

    @Override
    public final void subscribe(Flow.Subscriber<? super ByteBuffer> whoWants) {
        subscriber = whoWants;
        source.subscribe(this);
    }

    @Override
    public final void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        subscriber().onSubscribe(this);
    }

    @Override
    public final void request(long more) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        if (sourceEnded) {
            finish();
        } else {
            upstream().request(more);
        }
    }

    @Override
    public final void taken() {
        SlowSubscription.taken(upstream);
    }

    @Override
    public final void cancel() {
        over = true;
        upstream().cancel();
    }

    @Override
    public final void onNext(ByteBuffer piece) {
        if (over) {
            return;
        }
        ByteBuffer made;
        try {
            made = rework(piece);
        } catch (FailureException e) {
            upstream().cancel();
            onError(e);
            return;
        }
        if (made.hasRemaining()) {
            demand--;
            subscriber().onNext(made);
        } else {
            // nothing of it goes on: the demand that it came for still stands
            upstream().request(1);
        }
    }

    @Override
    public final void onError(Throwable failure) {
        if (!over) {
            over = true;
            subscriber().onError(failure);
        }
    }

    @Override
    public final void onComplete() {
        if (over) {
            return;
        }
        try {
            last = end();
        } catch (FailureException e) {
            onError(e);
            return;
        }
        sourceEnded = true;
        finish();
    }

    private void finish() {
        if (over || (last.hasRemaining() && demand <= 0)) {
            return;
        }
        over = true;
        if (last.hasRemaining()) {
            subscriber().onNext(last);
        }
        subscriber().onComplete();
    }

    private Flow.Subscription upstream() {
        Flow.Subscription known = upstream;
        if (known == null) {
            throw new IllegalStateException("not subscribed");
        }
        return known;
    }

    private Flow.Subscriber<? super ByteBuffer> subscriber() {
        Flow.Subscriber<? super ByteBuffer> known = subscriber;
        if (known == null) {
            throw new IllegalStateException("not subscribed");
        }
        return known;
    }

    /** Both, in one buffer. */
    static ByteBuffer joined(byte[] before, ByteBuffer piece) {
        return ByteBuffer.allocate(before.length + piece.remaining())
                .put(before)
                .put(piece)
                .flip();
    }
}
