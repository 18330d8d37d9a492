package dev.bailey.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.bailey.call.Call;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Outcome;
import dev.bailey.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemRenderingTest {
    private final Call call = Call.on(new FakeLoop());

    @Test
    void aProblemHasItsFourMembersInOrderAndThenTheOthers() {
        HttpReply.Answer answer = new Problem(Outcome.RPC_ERROR, 404, "a \"detail\"")
                .member(Json.string("code"), Json.number(-1))
                .member(Json.string("data"), Json.NULL)
                .answer();
        assertEquals(
                "{\"type\":\"urn:bailey:outcome:rpc_error\",\"title\":\"The service answered an error\",\"status\":404,"
                        + "\"detail\":\"a \\\"detail\\\"\",\"code\":-1,\"data\":null}",
                answer.body().toString());
        assertEquals(404, answer.status());
        assertEquals(Outcome.RPC_ERROR, answer.outcome());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void everyFailureBecomesAProblemOfItsStatus(FailureKind kind) {
        HttpReply.Answer answer = render(c -> done(new HttpReply.Failed(kind.because("why"))));
        assertEquals(kind.status(), answer.status());
        assertEquals(kind.outcome(), answer.outcome());
        assertEquals("application/problem+json", answer.headers().first("Content-Type"));
        assertEquals(
                kind == FailureKind.OVERLOADED ? "1" : null, answer.headers().first("Retry-After"));
        assertEquals("why", call.detail());
    }

    @Test
    void aFailuresHeadersAreAdded() {
        Headers allow = Headers.of("Allow", "GET");
        HttpReply.Answer answer =
                render(c -> done(new HttpReply.Failed(FailureKind.VERB_NOT_ALLOWED.because("why"), allow)));
        List<String> headers = new ArrayList<>();
        answer.headers().forEach((name, value) -> headers.add(name + ": " + value));
        assertEquals(List.of("Content-Type: application/problem+json", "Allow: GET"), headers);
    }

    @Test
    void anAnswerPassesUntouched() {
        HttpReply.Answer answer = new HttpReply.Answer(Outcome.OK, 200, Headers.NONE, Payload.EMPTY);
        assertSame(answer, render(c -> done(answer)));
    }

    @Test
    void aKnownFailureMayTravelAsAnException() {
        FailureException known = new FailureException(FailureKind.REQUEST_TIMEOUT.because("too slow"));
        assertEquals(408, render(c -> CompletableFuture.failedFuture(known)).status());
        assertEquals(
                408,
                render(c -> CompletableFuture.failedFuture(new CompletionException(known)))
                        .status());
        assertEquals(
                408,
                render(c -> {
                            throw known;
                        })
                        .status());
    }

    @Test
    void whatNobodyForesawIsInternalAndTellsNothing() {
        IllegalStateException secret = new IllegalStateException("dev.bailey.Secret");
        String told = "{\"type\":\"urn:bailey:outcome:internal\",\"title\":\"Internal error\",\"status\":500,"
                + "\"detail\":\"an internal error; the log of the bridge has more\"}";
        assertEquals(
                told, render(c -> CompletableFuture.failedFuture(secret)).body().toString());
        assertEquals(
                told,
                render(c -> {
                            throw secret;
                        })
                        .body()
                        .toString());
    }

    private HttpReply.Answer render(HttpHandler next) {
        HttpCall get = new HttpCall("GET", "/", 1, Headers.NONE, HttpBody.NONE, call);
        return (HttpReply.Answer)
                new ProblemRendering(next).handle(get).toCompletableFuture().join();
    }

    private static CompletableFuture<HttpReply> done(HttpReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
