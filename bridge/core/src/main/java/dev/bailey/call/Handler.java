package dev.bailey.call;

import java.util.concurrent.CompletionStage;

/**
 * What the two seams have in common, so that a behaviour is written once for both: {@code RpcHandler} and {@code HttpHandler}
 * are handlers, and {@code behaviour::handle} is one of them again.
 *
 * @param <Q> the request
 * @param <R> the reply
 */
public interface Handler<Q extends Request, R> {
    CompletionStage<R> handle(Q request);
}
