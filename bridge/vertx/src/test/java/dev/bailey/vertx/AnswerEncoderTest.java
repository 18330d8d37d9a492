package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.LimitsConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers look like on the wire. */
final class AnswerEncoderTest {
    private final ScriptedHandler handler = new ScriptedHandler();
    private final FakeCaller caller = new FakeCaller(handler, LimitsConfig.DEFAULT);

    private WireAnswer answered(String request, int status, Headers headers, String body) {
        caller.sends(request);
        handler.answer(status, headers, Payload.of(body.getBytes(StandardCharsets.ISO_8859_1)));
        List<WireAnswer> answers = caller.answers();
        return answers.get(answers.size() - 1);
    }

    private static String get(String verb) {
        return verb + " / HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    @Test
    void itsOwnHeadersComeFirstAndTheHostsFollow() {
        WireAnswer answer = answered(get("GET"), 201, Headers.of("Content-Type", "text/plain", "X", "y"), "body");
        assertEquals(201, answer.status());
        assertEquals(
                List.of("Content-Type: text/plain", "X: y", "Content-Length: 4"),
                answer.fields().subList(0, 3));
        assertTrue(answer.fields().get(3).startsWith("Date: "));
        assertEquals(4, answer.fields().size());
        assertEquals("body", answer.body());
    }

    @Test
    void framingIsSaidByTheHostAlone() {
        Headers odd = Headers.of(
                "content-length", "99", "Transfer-Encoding", "chunked", "DATE", "never", "connection", "keep-alive");
        WireAnswer answer = answered(get("GET"), 200, odd, "body");
        assertEquals("4", answer.header("Content-Length"));
        assertEquals("", answer.header("Transfer-Encoding"));
        assertEquals("", answer.header("Connection"));
        assertEquals(2, answer.fields().size());
    }

    @Test
    void aHeaderCannotBeBrokenOutOf() {
        WireAnswer answer = answered(get("GET"), 200, Headers.of("X", "a\r\nSet-Cookie: b\0\u00e9\u20ac"), "");
        assertEquals("a  Set-Cookie: b \u00e9?", answer.header("X"));
        assertEquals("", answer.header("Set-Cookie"));
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() {
        WireAnswer answer = answered(get("HEAD"), 200, Headers.of("X-Verb", "HEAD"), "twelve bytes");
        assertEquals("12", answer.header("Content-Length"));
        assertEquals("", answer.body());
    }

    @Test
    void headTellsTheLengthThatItsServiceTold() {
        Headers told = Headers.of("X-Verb", "HEAD", "Content-Length", "4711");
        assertEquals("4711", answered(get("HEAD"), 200, told, "").header("Content-Length"));
        Headers untold = Headers.of("X-Verb", "HEAD");
        assertEquals("", answered(get("HEAD"), 200, untold, "").header("Content-Length"));
        assertEquals("0", answered(get("GET"), 200, told, "").header("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void someStatusesHaveNoBody(int status) {
        WireAnswer answer = answered(get("GET"), status, Headers.NONE, "not to be seen");
        assertEquals(status, answer.status());
        assertEquals(200, answered(get("GET"), 200, Headers.NONE, "").status());
    }

    @Test
    void everyFinalStatusCanBeSent() {
        for (int status = 200; status < 600; status++) {
            assertEquals(status, answered(get("GET"), status, Headers.NONE, "").status());
        }
    }

    @Test
    void largeHeadersMakeRoom() {
        String value = "v".repeat(100_000);
        assertEquals(
                value, answered(get("GET"), 200, Headers.of("X", value), "body").header("X"));
        assertEquals("body", answered(get("GET"), 200, Headers.NONE, "body").body());
    }

    @Test
    void oldCallersAreToldThatTheConnectionLives() {
        assertEquals(
                "keep-alive",
                answered("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, Headers.NONE, "")
                        .header("Connection"));
        assertEquals(
                "close",
                answered("GET / HTTP/1.0\r\n\r\n", 200, Headers.NONE, "").header("Connection"));
    }

    @Test
    void serverTimingTellsTheBridgesShareAndTheServices() {
        FakeCaller timed = new FakeCaller(handler, LimitsConfig.DEFAULT, true);
        timed.sends(get("GET"));
        timed.loop.pass(Duration.ofNanos(1_234_567));
        handler.last().call().waitStarts();
        timed.loop.pass(Duration.ofMillis(20));
        handler.last().call().serviceWaitEnds();
        handler.answer(200, "");
        assertEquals(
                "bridge;dur=1.234, service;dur=20.000", timed.answers().get(0).header("Server-Timing"));
    }

    @Test
    void theDateChangesWithTheSecond() {
        AtomicLong millis = new AtomicLong(784_111_777_000L);
        HttpDate date = new HttpDate(millis::get);
        assertEquals("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", text(date));
        millis.addAndGet(999);
        assertEquals("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", text(date));
        millis.addAndGet(1);
        assertEquals("Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n", text(date));
    }

    private static String text(HttpDate date) {
        return new String(date.line(), StandardCharsets.US_ASCII);
    }
}
