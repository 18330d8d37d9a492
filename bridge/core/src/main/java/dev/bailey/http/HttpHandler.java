package dev.bailey.http;

import dev.bailey.call.Handler;
import java.util.concurrent.CompletionStage;

/**
 * The seam towards HTTP: one request in, one reply out.
 *
 * <p>Called on the loop of {@code call.call()} and must not block. The stage completes exactly once, on that same loop, with a
 * reply for every way in which the call can go; it completes exceptionally only through a bug. When the call is cancelled it
 * completes promptly with {@link HttpReply.Failed}.
 */
@FunctionalInterface
public interface HttpHandler extends Handler<HttpCall, HttpReply> {
    @Override
    CompletionStage<HttpReply> handle(HttpCall call);
}
