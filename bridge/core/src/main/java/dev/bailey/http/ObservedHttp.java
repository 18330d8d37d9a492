package dev.bailey.http;

import dev.bailey.call.CallObserver;
import java.util.concurrent.CompletionStage;

/** Says who learns of the end of the call. */
public final class ObservedHttp implements HttpHandler {
    private final CallObserver observer;
    private final HttpHandler next;

    public ObservedHttp(CallObserver observer, HttpHandler next) {
        this.observer = observer;
        this.next = next;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        call.call().observer(observer);
        return next.handle(call);
    }
}
