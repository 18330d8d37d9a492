package dev.bailey.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.call.FailureException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A subscriber that takes what it asks for and notes what it got. */
final class Drinker implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String end = "";

    @SuppressWarnings("NullAway.Init") // a publisher gives it before anything else (Flow.Subscriber)
    private Flow.Subscription subscription;

    static Drinker of(Flow.Publisher<ByteBuffer> flow) {
        Drinker drinker = new Drinker();
        flow.subscribe(drinker);
        return drinker;
    }

    Drinker asksFor(long pieces) {
        subscription.request(pieces);
        return this;
    }

    /** Is busy with what it has. */
    void takes() {
        SlowSubscription.taken(subscription);
    }

    String got() {
        return bytes.toString(UTF_8);
    }

    void leaves() {
        subscription.cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(ByteBuffer piece) {
        if (!end.isEmpty()) {
            throw new AssertionError("after the end");
        }
        bytes.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
    }

    @Override
    public void onError(Throwable failure) {
        end += FailureException.failureOf(failure).kind();
    }

    @Override
    public void onComplete() {
        end += "whole";
    }
}
