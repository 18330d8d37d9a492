package dev.bailey.vertx;

import dev.bailey.call.Outcome;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps calls until the test answers them. */
final class ScriptedHandler implements HttpHandler {
    final List<HttpCall> calls = new ArrayList<>();
    private final List<CompletableFuture<HttpReply>> replies = new ArrayList<>();

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        calls.add(call);
        replies.add(reply);
        return reply;
    }

    HttpCall last() {
        return calls.get(calls.size() - 1);
    }

    /** Answers the call that came last. */
    void answer(int status, String body) {
        answer(status, Headers.NONE, Payload.of(body.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
    }

    void answer(int status, Headers headers, Payload body) {
        reply(new HttpReply.Answer(Outcome.OK, status, headers, body));
    }

    void reply(HttpReply reply) {
        replies.get(replies.size() - 1).complete(reply);
    }

    void fail(Throwable why) {
        replies.get(replies.size() - 1).completeExceptionally(why);
    }
}
