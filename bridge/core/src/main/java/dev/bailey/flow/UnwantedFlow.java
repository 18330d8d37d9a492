package dev.bailey.flow;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Lets go of a flow that nobody will take: what it comes from is closed. */
public final class UnwantedFlow implements Flow.Subscriber<ByteBuffer> {
    private UnwantedFlow() {}

    /** On the flow's loop, instead of subscribing. */
    public static void drop(Flow.Publisher<ByteBuffer> flow) {
        flow.subscribe(new UnwantedFlow());
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.cancel();
    }

    @Override
    public void onNext(ByteBuffer piece) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
