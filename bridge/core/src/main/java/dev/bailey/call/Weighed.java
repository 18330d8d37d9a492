package dev.bailey.call;

import java.util.concurrent.CompletionStage;

/** Says where the bytes that a call receives are counted. */
public final class Weighed<Q extends Request, R> implements Handler<Q, R> {
    private final BytesInFlight bytes;
    private final Handler<Q, R> next;

    public Weighed(BytesInFlight bytes, Handler<Q, R> next) {
        this.bytes = bytes;
        this.next = next;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        request.call().countBytes(bytes);
        return next.handle(request);
    }
}
