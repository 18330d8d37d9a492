package dev.bailey.sidecar.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.call.Outcome;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Answers of the admin edge, which nobody may store: they tell of this moment. */
final class TextAnswer {
    private TextAnswer() {}

    static HttpReply of(int status, String text) {
        return of(status, "text/plain; charset=utf-8", Payload.of(text.getBytes(UTF_8)));
    }

    static HttpReply of(int status, String contentType, Payload body) {
        return new HttpReply.Answer(
                status < 400 ? Outcome.OK : Outcome.UNAVAILABLE, status, headers(contentType), body);
    }

    static HttpReply flowing(String contentType, Flow.Publisher<ByteBuffer> body) {
        return new HttpReply.Flowing(200, headers(contentType), body);
    }

    private static Headers headers(String contentType) {
        return Headers.of("Content-Type", contentType, "Cache-Control", "no-store");
    }
}
