package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.config.LimitsConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection does over time, without sockets and in virtual time. */
final class HttpConnectionTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final LimitsConfig LIMITS = LimitsConfig.DEFAULT;

    private final ScriptedHandler handler = new ScriptedHandler();
    private final FakeCaller caller = new FakeCaller(handler, LIMITS);

    @AfterEach
    void nothingIsLeft() {
        caller.channel.close();
        caller.settle();
        caller.channel.checkException();
        assertEquals(0, caller.connections.open());
        assertEquals(caller.counted.opened, caller.counted.closed);
        assertFalse(caller.loop.hasTimeouts(), "a timer is left");
        handler.calls.forEach(call -> assertTrue(call.call().hasEnded(), "a call is open"));
    }

    private Call call() {
        return handler.last().call();
    }

    // ---- one at a time, in order

    @Test
    void aCallEndsWhenItsAnswerIsWritten() {
        caller.sends(GET);
        assertFalse(call().hasEnded());
        handler.answer(200, "x");
        assertEquals(List.of(200), caller.statuses());
        assertEquals(Outcome.OK, call().outcome());
    }

    @Test
    void pipelinedRequestsAreServedOneAtATimeAndNotReadAhead() {
        caller.sends(GET + "GET /b HTTP/1.1\r\nHost: a\r\n\r\n");
        caller.sends("GET /c HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(1, handler.calls.size());
        assertFalse(caller.isReadFrom());
        handler.answer(200, "a");
        assertEquals("/b", handler.last().target());
        handler.answer(200, "b");
        caller.settle();
        assertEquals("/c", handler.last().target());
        handler.answer(200, "c");
        assertEquals(
                List.of("a", "b", "c"),
                caller.answers().stream().map(WireAnswer::body).toList());
        assertTrue(caller.isReadFrom());
    }

    @Test
    void aCallerWhoDoesNotReadIsNotServedFurther() {
        caller.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        caller.sends(GET);
        assertEquals(0, handler.calls.size());
        caller.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        caller.settle();
        handler.answer(200, "x");
        assertEquals(List.of(200), caller.statuses());
    }

    @Test
    void aLargeBodyGoesOutInSlicesAndWhole() {
        byte[] large = new byte[300_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ('a' + i % 26);
        }
        caller.sends(GET + GET);
        handler.answer(200, Headers.NONE, Payload.of(large, 1, large.length - 2));
        caller.settle();
        handler.answer(200, "next");
        List<WireAnswer> answers = caller.answers();
        assertEquals(
                new String(large, 1, large.length - 2, java.nio.charset.StandardCharsets.ISO_8859_1),
                answers.get(0).body());
        assertEquals("next", answers.get(1).body());
    }

    // ---- slow callers

    @Test
    void aSilentNewConnectionIs408() {
        caller.loop.pass(LIMITS.headerTimeout().minusMillis(50));
        assertFalse(caller.isClosed());
        caller.loop.pass(Duration.ofMillis(100));
        assertEquals(List.of(408), caller.statuses());
        assertTrue(caller.isClosed());
        assertEquals(List.of(Outcome.BAD_REQUEST), caller.refused);
    }

    @Test
    void aDribbledHeadIs408HoweverManyBytesCome() {
        String head = GET;
        for (int i = 0; i < head.length() - 1 && !caller.isClosed(); i++) {
            caller.sends(head.substring(i, i + 1));
            caller.loop.pass(Duration.ofMillis(300));
        }
        assertEquals(List.of(408), caller.statuses());
        assertTrue(caller.isClosed());
        assertEquals(0, handler.calls.size());
    }

    @Test
    void theNextHeadHasItsTimeFromItsFirstByte() {
        caller.sends(GET);
        handler.answer(200, "x");
        caller.loop.pass(LIMITS.idleTimeout().minusSeconds(1));
        caller.sends("GET");
        caller.loop.pass(LIMITS.headerTimeout().minusMillis(50));
        assertFalse(caller.isClosed());
        caller.loop.pass(Duration.ofMillis(100));
        assertEquals(List.of(200, 408), caller.statuses());
        assertTrue(caller.isClosed());
    }

    @Test
    void anIdleConnectionIsClosedWithoutAWord() {
        caller.sends(GET);
        handler.answer(200, "x");
        caller.loop.pass(LIMITS.idleTimeout().plusMillis(50));
        assertEquals(List.of(200), caller.statuses());
        assertTrue(caller.isClosed());
        assertEquals(List.of(), caller.refused);
    }

    @Test
    void aCallTakesAsLongAsItTakes() {
        caller.sends(GET);
        caller.loop.pass(Duration.ofHours(1));
        handler.answer(200, "x");
        assertEquals(List.of(200), caller.statuses());
    }

    @Test
    void aSlowBodyIs408AndTheEnd() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
        CompletableFuture<Payload> body = handler.last().body().read(100).toCompletableFuture();
        caller.sends("12345");
        caller.loop.pass(LIMITS.bodyTimeout().plusMillis(50));
        assertEquals(FailureKind.REQUEST_TIMEOUT, failureOf(body));
        handler.reply(new HttpReply.Failed(FailureKind.REQUEST_TIMEOUT.because("slow")));
        assertEquals(List.of(408), caller.statuses().stream().toList());
        assertEquals("close", caller.answers().get(0).header("Connection"));
    }

    @Test
    void waitingForTheBodyIsTheCallersTime() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
        CompletableFuture<Payload> body = handler.last().body().read(100).toCompletableFuture();
        caller.loop.pass(Duration.ofSeconds(3));
        caller.sends("ok");
        assertEquals("ok", body.join().toString());
        handler.answer(200, "x");
        assertTrue(call().elapsedNanos() >= Duration.ofSeconds(3).toNanos());
        assertEquals(0, call().overheadNanos());
    }

    // ---- bodies

    @Test
    void aBodyThatIsTooLargeIsKnownFromItsLength() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n");
        CompletableFuture<Payload> body = handler.last().body().read(100).toCompletableFuture();
        assertEquals(FailureKind.REQUEST_TOO_LARGE, failureOf(body));
        handler.answer(413, "");
        // What is left is little: the connection lives.
        caller.sends("x".repeat(101) + GET);
        handler.answer(200, "");
        assertEquals(List.of(413, 200), caller.statuses());
    }

    @Test
    void aBodyThatTheProcessHasNoRoomForIsRefusedAsItComes() {
        BytesInFlight bytes = new BytesInFlight(3000);
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n");
        call().countBytes(bytes);
        CompletableFuture<Payload> body = handler.last().body().read(9000).toCompletableFuture();
        caller.sends("x".repeat(2500));
        assertFalse(body.isDone());
        assertEquals(2500, bytes.current());
        caller.sends("x");
        assertEquals(FailureKind.OVERLOADED, failureOf(body));
        handler.answer(503, "");
        assertEquals("close", caller.answers().get(0).header("Connection"));
        assertEquals(0, bytes.current());
    }

    // ---- bytes that there is no room for

    /** A caller of a process that may hold little more than 4 KiB. */
    private FakeCaller callerOfAFullProcess(BytesInFlight bytes) {
        return new FakeCaller(handler, LIMITS, bytes);
    }

    @Test
    void aHeadThatThereIsNoRoomForIsRefused() {
        BytesInFlight bytes = new BytesInFlight(4096);
        FakeCaller crowded = callerOfAFullProcess(bytes);
        crowded.sends("GET /a HTTP/1.1\r\nHost: a\r\nA: " + "b".repeat(5000));
        assertEquals(List.of(503), crowded.statuses());
        assertEquals(List.of(Outcome.OVERLOADED), crowded.refused);
        assertEquals(0, bytes.current());
        crowded.sendsNoMore();
        assertTrue(crowded.isClosed());
    }

    @Test
    void aHeadIsHeldUntilItsCallEnds() {
        BytesInFlight bytes = new BytesInFlight(8192);
        FakeCaller crowded = callerOfAFullProcess(bytes);
        String large = "GET /a HTTP/1.1\r\nHost: a\r\nA: " + "b".repeat(5000) + "\r\n\r\n";
        crowded.sends(large);
        assertEquals(8192, bytes.current());
        handler.answer(200, "x");
        crowded.settle();
        assertEquals(0, bytes.current());
        crowded.sends(GET);
        handler.answer(200, "y");
        assertEquals(List.of(200, 200), crowded.statuses());
        crowded.sendsNoMore();
        assertTrue(crowded.isClosed());
    }

    @Test
    void requestsThatWaitBehindACallAndFindNoRoomAreDroppedAndTheCallIsTheLast() {
        BytesInFlight bytes = new BytesInFlight(4096);
        FakeCaller crowded = callerOfAFullProcess(bytes);
        crowded.sends(GET + GET.repeat(200));
        assertEquals(1, handler.calls.size());
        assertEquals(0, bytes.current());
        assertFalse(crowded.isReadFrom());
        handler.answer(200, "x");
        crowded.settle();
        assertEquals(List.of(200), crowded.statuses());
        assertEquals("close", crowded.answers().get(0).header("Connection"));
        crowded.sendsNoMore();
        assertTrue(crowded.isClosed());
    }

    @Test
    void aBodyThatWaitedForItsReaderAndFindsNoRoomFails() {
        BytesInFlight bytes = new BytesInFlight(4096);
        FakeCaller crowded = callerOfAFullProcess(bytes);
        crowded.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(6000));
        CompletableFuture<Payload> body = handler.last().body().read(10_000).toCompletableFuture();
        assertEquals(FailureKind.OVERLOADED, failureOf(body));
        handler.answer(503, "");
        crowded.settle();
        assertEquals("close", crowded.answers().get(0).header("Connection"));
        assertEquals(0, bytes.current());
        crowded.sendsNoMore();
        assertTrue(crowded.isClosed());
    }

    @Test
    void aBodyIsReadOnce() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
        handler.last().body().read(100);
        assertThrows(IllegalStateException.class, () -> handler.last().body().read(100));
    }

    @Test
    void aBodyThatNobodyAskedForStaysInTheSocket() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n");
        caller.sends("12345");
        assertFalse(caller.isReadFrom());
        CompletableFuture<Payload> body = handler.last().body().read(100).toCompletableFuture();
        caller.sends("67890");
        assertEquals("1234567890", body.join().toString());
        handler.answer(200, "");
    }

    @Test
    void anUnwantedBodyThatNeverComesDoesNotHoldTheConnectionForEver() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n1");
        handler.answer(404, "");
        caller.loop.pass(LIMITS.bodyTimeout().plusMillis(50));
        assertEquals(List.of(404), caller.statuses());
        assertTrue(caller.isClosed());
    }

    @Test
    void continueIsSaidWhenTheBodyIsReallyWanted() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
        assertEquals(List.of(), caller.statuses());
        CompletableFuture<Payload> body = handler.last().body().read(100).toCompletableFuture();
        assertEquals(List.of(100), caller.statuses());
        caller.sends("ok");
        assertEquals("ok", body.join().toString());
        handler.answer(200, "");
        caller.sends(GET);
        handler.answer(200, "");
        assertEquals(List.of(100, 200, 200), caller.statuses());
    }

    @Test
    void continueIsNotSaidToARefusedRequest() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 101\r\n\r\n");
        assertEquals(
                FailureKind.REQUEST_TOO_LARGE,
                failureOf(handler.last().body().read(100).toCompletableFuture()));
        handler.answer(413, "");
        assertEquals(List.of(413), caller.statuses());
        // Nobody knows whether the body follows.
        assertEquals("close", caller.answers().get(0).header("Connection"));
        assertTrue(caller.isClosed());
    }

    // ---- the caller's end

    @Test
    void aHalfClosedCallerGetsItsAnswers() {
        caller.sends(GET + GET).sendsNoMore();
        handler.answer(200, "1");
        caller.settle();
        handler.answer(200, "2");
        caller.settle();
        assertEquals(
                List.of("1", "2"),
                caller.answers().stream().map(WireAnswer::body).toList());
        assertTrue(caller.isClosed());
        handler.calls.forEach(call -> assertEquals(Outcome.OK, call.call().outcome()));
    }

    @Test
    void aHalfCloseInTheMiddleOfARequestIs400() {
        caller.sends("GET / HT").sendsNoMore();
        assertEquals(List.of(400), caller.statuses());
        assertTrue(caller.isClosed());
    }

    @Test
    void aHalfCloseInTheMiddleOfABodyFailsTheBody() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123");
        CompletableFuture<Payload> body = handler.last().body().read(100).toCompletableFuture();
        caller.sendsNoMore();
        assertEquals(FailureKind.INVALID_CALL, failureOf(body));
        handler.answer(400, "");
        assertEquals(List.of(400), caller.statuses());
        assertTrue(caller.isClosed());
    }

    @Test
    void aHalfCloseBeforeTheBodyIsAskedForFailsItToo() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n").sendsNoMore();
        assertEquals(
                FailureKind.INVALID_CALL,
                failureOf(handler.last().body().read(100).toCompletableFuture()));
        handler.answer(400, "");
        assertTrue(caller.isClosed());
    }

    @Test
    void anIdleConnectionIsClosedWhenTheCallerClosesIt() {
        caller.sendsNoMore();
        assertTrue(caller.isClosed());
        assertEquals(List.of(), caller.statuses());
        assertEquals(List.of(), caller.refused);
    }

    @Test
    void aResetCancelsTheCall() {
        List<String> cancelled = new ArrayList<>();
        caller.sends(GET);
        call().onCancel(() -> cancelled.add("cancelled"));
        caller.resets();
        assertEquals(List.of("cancelled"), cancelled);
        assertEquals(Outcome.CLIENT_GONE, call().outcome());
        handler.answer(200, "too late");
        assertEquals(List.of(), caller.statuses());
    }

    @Test
    void aResetFailsTheBodyThatIsWaitedFor() {
        caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n123");
        CompletableFuture<Payload> body = handler.last().body().read(100).toCompletableFuture();
        caller.resets();
        assertEquals(FailureKind.CLIENT_GONE, failureOf(body));
        assertEquals(Outcome.CLIENT_GONE, call().outcome());
    }

    // ---- odd handlers

    @Test
    void aFailureBecomesAProblem() {
        caller.sends(GET);
        handler.reply(new HttpReply.Failed(FailureKind.OVERLOADED.because("full")));
        assertEquals(503, caller.answers().get(0).status());
        assertEquals("1", caller.answers().get(0).header("Retry-After"));
        assertEquals(Outcome.OVERLOADED, call().outcome());
    }

    @Test
    void anExceptionTellsTheCallerNothing() {
        caller.sends(GET);
        handler.fail(new IllegalStateException("secret"));
        assertEquals(List.of(500), caller.statuses());
        assertFalse(caller.answers().get(0).body().contains("secret"));
        assertEquals(Outcome.INTERNAL, call().outcome());
    }

    @Test
    void anInterimStatusIsNoAnswer() {
        caller.sends(GET);
        handler.answer(101, "x");
        assertEquals(List.of(500), caller.statuses());
    }

    @Test
    void anAnswerMayAskToClose() {
        caller.sends(GET + GET);
        handler.answer(200, Headers.of("connection", "close"), Payload.EMPTY);
        assertEquals("close", caller.answers().get(0).header("Connection"));
        assertTrue(caller.isClosed());
        assertEquals(1, handler.calls.size());
    }

    // ---- drain

    @Test
    void whileDrainingAnswersAreTheLastAndIdleCallersGo() {
        FakeCaller idle = new FakeCaller(handler, LIMITS);
        idle.sends(GET);
        handler.answer(200, "x");
        idle.shared.connections().drain();
        idle.loop.pass(Duration.ofMillis(900));
        assertFalse(idle.isClosed());
        idle.sends(GET);
        handler.answer(200, "y");
        assertEquals(
                List.of("", "close"),
                idle.answers().stream().map(a -> a.header("Connection")).toList());
        assertTrue(idle.isClosed());

        caller.sends(GET);
        handler.answer(200, "x");
        caller.shared.connections().drain();
        caller.loop.pass(Duration.ofMillis(1100));
        assertTrue(caller.isClosed());
    }

    @Test
    void closeWaitsForCallsAndCutsThemInTheEnd() {
        caller.sends(GET);
        CompletableFuture<Integer> closed =
                caller.shared.connections().close(Duration.ofSeconds(5).toNanos());
        caller.loop.pass(Duration.ofSeconds(4));
        assertFalse(closed.isDone());
        caller.loop.pass(Duration.ofSeconds(2));
        caller.settle();
        assertEquals(1, closed.join());
        WireAnswer answer = caller.answers().get(0);
        assertEquals(503, answer.status());
        assertEquals("close", answer.header("Connection"));
        assertEquals(Outcome.OVERLOADED, call().outcome());
        assertEquals(Outcome.OVERLOADED, call().cancellation().outcome());
        assertTrue(call().detail().contains("shutting down"), call().detail());
    }

    @Test
    void aFlowThatIsCutInTheEndIsNotItsCallersDoing() {
        caller.sends(GET);
        SubmissionPublisher<ByteBuffer> endless = new SubmissionPublisher<>(Runnable::run, 1);
        handler.reply(new HttpReply.Flowing(200, Headers.NONE, endless));
        caller.shared.connections().close(Duration.ofSeconds(5).toNanos());
        caller.loop.pass(Duration.ofSeconds(6));
        assertTrue(caller.isClosed());
        assertEquals(Outcome.OVERLOADED, call().outcome());
    }

    @Test
    void anAnswerThatCannotBeWrittenInTheEndIsNotItsCallersDoing() {
        caller.sends(GET);
        caller.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        handler.answer(200, Headers.NONE, Payload.of(new byte[300_000]));
        caller.shared.connections().close(Duration.ofSeconds(5).toNanos());
        caller.loop.pass(Duration.ofSeconds(6));
        assertTrue(caller.isClosed());
        assertEquals(Outcome.OVERLOADED, call().outcome());
    }

    @Test
    void closeIsDoneAtOnceWhenNobodyIsThere() {
        caller.channel.close();
        assertEquals(
                0,
                caller.shared
                        .connections()
                        .close(Duration.ofSeconds(5).toNanos())
                        .join());
    }

    private static FailureKind failureOf(CompletableFuture<Payload> body) {
        assertTrue(body.isCompletedExceptionally());
        return dev.bailey.call.FailureException.failureOf(
                        body.handle((done, thrown) -> thrown).join())
                .kind();
    }
}
