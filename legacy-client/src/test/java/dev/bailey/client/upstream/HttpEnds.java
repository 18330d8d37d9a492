package dev.bailey.client.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.client.testing.HttpCaller;
import dev.bailey.http.HttpReply;

/** How calls are expected to end. */
final class HttpEnds {
    private HttpEnds() {}

    /** The answer, to look at. */
    static HttpReply.Answer assertAnswer(int status, String body, HttpCaller.Open call) throws Exception {
        HttpReply end = call.end();
        HttpReply.Answer answer = assertInstanceOf(HttpReply.Answer.class, end, end::toString);
        assertEquals(status, answer.status());
        assertEquals(body, answer.body().toString());
        assertEquals(status < 400 ? Outcome.OK : Outcome.HTTP_ERROR, answer.outcome());
        assertEquals(Delivery.ANSWERED, call.call().delivery());
        return answer;
    }

    /** The detail, to look at. */
    static String assertFailed(FailureKind kind, Delivery delivery, HttpCaller.Open call) throws Exception {
        HttpReply end = call.end();
        Failure failure =
                assertInstanceOf(HttpReply.Failed.class, end, end::toString).failure();
        assertEquals(new Failure(kind, failure.detail(), delivery), failure);
        assertEquals(delivery, call.call().delivery());
        return failure.detail();
    }
}
