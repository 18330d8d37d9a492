package dev.bailey.vertx;

import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.http.CheckingHttp;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.http.ProblemRendering;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers with what was asked: the verb and target in headers, the body as the body. Checks requests as the bridge does. */
final class EchoHandler implements HttpHandler {
    private static final int MAX_BODY = 1 << 20;

    static HttpHandler checked() {
        return new ProblemRendering(new CheckingHttp(2048, new EchoHandler()));
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        return switch (call.verb()) {
            case "CONNECT", "TRACE" ->
                CompletableFuture.completedFuture(
                        new HttpReply.Failed(FailureKind.VERB_NOT_ALLOWED.because("no"), Headers.of("Allow", "GET")));
            case "POST", "PUT", "PATCH" -> call.body().read(MAX_BODY).thenApply(body -> echo(call, body));
            default -> CompletableFuture.completedFuture(echo(call, Payload.of(new byte[] {'o', 'k'})));
        };
    }

    static HttpReply echo(HttpCall call, Payload body) {
        Headers headers = Headers.of("X-Verb", call.verb(), "X-Target", call.target());
        return new HttpReply.Answer(Outcome.OK, 200, headers, body);
    }
}
