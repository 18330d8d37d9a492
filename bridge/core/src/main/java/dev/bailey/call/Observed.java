package dev.bailey.call;

import java.util.concurrent.CompletionStage;

/** Says who learns of the end of the call. */
public final class Observed<Q extends Request, R> implements Handler<Q, R> {
    private final CallObserver observer;
    private final Handler<Q, R> next;

    public Observed(CallObserver observer, Handler<Q, R> next) {
        this.observer = observer;
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        request.call().observer(observer);
        return next.handle(request);
    }
}
