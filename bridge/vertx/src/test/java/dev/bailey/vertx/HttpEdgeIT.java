package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.vertx.RequestTable.After;
import dev.bailey.vertx.RequestTable.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The edge on real loopback sockets. */
@Timeout(60)
final class HttpEdgeIT {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(200);

    /** A call that never ends by itself, for the test to look at. */
    private final BlockingQueue<Call> held = new LinkedBlockingQueue<>();

    private final HttpHandler holding = call -> {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        call.call()
                .onCancel(() -> reply.complete(new HttpReply.Failed(call.call().cancellation())));
        held.add(call.call());
        return reply;
    };

    private Call heldCall() throws InterruptedException {
        Call call = held.poll(10, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call came");
        }
        return call;
    }

    private static HttpHandler answering(byte[] body) {
        HttpReply answer = new HttpReply.Answer(Outcome.OK, 200, Headers.NONE, Payload.of(body));
        return call -> CompletableFuture.completedFuture(answer);
    }

    @Test
    void anOrdinaryClientIsServed() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked())) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            URI uri = URI.create("http://127.0.0.1:" + edge.tcp().port() + "/a?b=c");
            byte[] large = new byte[1 << 20];
            Arrays.fill(large, (byte) 'x');
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> got =
                        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
                assertEquals("ok", got.body());
                assertEquals("/a?b=c", got.headers().firstValue("X-Target").orElseThrow());
                HttpResponse<byte[]> posted = client.send(
                        HttpRequest.newBuilder(uri)
                                .expectContinue(i % 2 == 0)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                assertArrayEquals(large, posted.body());
            }
        }
    }

    @Test
    void theTableHoldsOnRealSockets() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked())) {
            for (Row row : RequestTable.rows()) {
                try (SocketCaller caller = edge.caller().sends(row.bytes())) {
                    if (row.after() == After.CLOSE) {
                        assertEquals(row.statuses(), statuses(caller.answersToTheEnd()), row.toString());
                    } else if (row.after() == After.KEEP) {
                        List<Integer> expected = new ArrayList<>(row.statuses());
                        expected.add(200);
                        caller.sends(GET);
                        assertEquals(expected, statuses(caller.answers(expected.size())), row.toString());
                    }
                }
            }
        }
    }

    private static List<Integer> statuses(List<WireAnswer> answers) {
        return answers.stream().map(WireAnswer::status).toList();
    }

    @Test
    void answersComeInOrderThoughHandlersAreLate() throws Exception {
        HttpHandler late = call -> {
            CompletableFuture<HttpReply> reply = new CompletableFuture<>();
            call.call().loop().execute(() -> reply.complete(EchoHandler.echo(call, Payload.EMPTY)));
            return reply;
        };
        try (RunningEdge edge = RunningEdge.on(late);
                SocketCaller caller = edge.caller()) {
            StringBuilder burst = new StringBuilder();
            List<String> targets = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                targets.add("/" + i);
                burst.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            caller.sends(burst.toString());
            assertEquals(
                    targets,
                    caller.answers(2000).stream().map(a -> a.header("X-Target")).toList());
        }
    }

    @Test
    void bothLoopsServe() throws Exception {
        Set<String> threads = Collections.synchronizedSet(new HashSet<>());
        HttpHandler noting = call -> {
            assertTrue(call.call().loop().inLoop());
            threads.add(Thread.currentThread().getName());
            return CompletableFuture.completedFuture(EchoHandler.echo(call, Payload.EMPTY));
        };
        try (RunningEdge edge = RunningEdge.on(noting)) {
            for (int i = 0; i < 8; i++) {
                try (SocketCaller caller = edge.caller().sends(GET)) {
                    assertEquals(200, caller.answer().status());
                }
            }
        }
        assertEquals(2, threads.size());
    }

    // ---- where it listens

    @Test
    void itListensOnSeveralAddressesAndUnixSockets(@TempDir Path dir) throws Exception {
        String path = dir.resolve("edge.sock").toString();
        try (RunningEdge edge = new RunningEdge(
                EchoHandler.checked(),
                LimitsConfig.DEFAULT,
                RunningEdge.ANY_PORT,
                new ListenAddress.Unix(path),
                RunningEdge.ANY_PORT)) {
            assertEquals(3, edge.addresses.size());
            assertEquals(3, new HashSet<>(edge.addresses).size());
            for (ListenAddress address : edge.addresses) {
                try (SocketCaller caller = SocketCaller.on(address).sends(GET).sendsNoMore()) {
                    assertEquals(List.of(200), statuses(caller.answersToTheEnd()));
                }
            }
        }
        assertFalse(Files.exists(Path.of(path)));
    }

    @Test
    void theSocketOfADeadProcessIsNoObstacle(@TempDir Path dir) throws Exception {
        Path path = dir.resolve("edge.sock");
        try (var dead = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
            dead.bind(java.net.UnixDomainSocketAddress.of(path));
        }
        assertTrue(Files.exists(path));
        try (RunningEdge edge = new RunningEdge(
                        EchoHandler.checked(), LimitsConfig.DEFAULT, new ListenAddress.Unix(path.toString()));
                SocketCaller caller = edge.caller().sends(GET)) {
            assertEquals(200, caller.answer().status());
        }
    }

    @Test
    void anAddressThatIsTakenIsAnError() throws Exception {
        try (RunningEdge first = RunningEdge.on(EchoHandler.checked())) {
            assertThrows(
                    ExecutionException.class,
                    () -> new RunningEdge(
                            EchoHandler.checked(), LimitsConfig.DEFAULT, RunningEdge.ANY_PORT, first.tcp()));
        }
    }

    // ---- callers that go

    @Test
    void aHalfClosedCallerGetsItsAnswerHoweverLate(@TempDir Path dir) throws Exception {
        ListenAddress unix = new ListenAddress.Unix(dir.resolve("edge.sock").toString());
        try (RunningEdge edge = new RunningEdge(holding, LimitsConfig.DEFAULT, RunningEdge.ANY_PORT, unix)) {
            for (ListenAddress address : edge.addresses) {
                try (SocketCaller caller =
                        SocketCaller.on(address).sends(GET + GET).sendsNoMore()) {
                    for (int i = 0; i < 2; i++) {
                        Call call = heldCall();
                        // Two turns of the loop, by when the FIN is seen.
                        awaitTurn(call);
                        awaitTurn(call);
                        assertFalse(call.isCancelled());
                        call.cancel(FailureKind.TIMEOUT.because("late"));
                    }
                    assertEquals(List.of(504, 504), statuses(caller.answersToTheEnd()));
                }
            }
        }
    }

    private static void awaitTurn(Call call) throws Exception {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        call.loop().execute(() -> turn.complete(true));
        assertTrue(RunningEdge.get(turn));
    }

    @Test
    void aResetCancelsTheCall() throws Exception {
        try (RunningEdge edge = RunningEdge.on(holding)) {
            SocketCaller caller = edge.caller().sends(GET);
            Call call = heldCall();
            caller.resets();
            RunningEdge.await(edge.closed, 1);
            assertTrue(call.isCancelled());
            assertEquals(Outcome.CLIENT_GONE, call.outcome());
        }
    }

    @Test
    void callersThatCloseIdleConnectionsLeaveNothing() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked())) {
            for (int i = 0; i < 20; i++) {
                try (SocketCaller caller = edge.caller().sends(GET)) {
                    caller.answer();
                }
            }
            RunningEdge.await(edge.closed, 20);
        }
    }

    // ---- slow callers

    @Test
    void aSlowHeadIs408() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked(), Limits.ofTime(SHORT));
                SocketCaller caller = edge.caller().sends("GET / HTTP/1.1\r\nHost")) {
            assertEquals(List.of(408), statuses(caller.answersToTheEnd()));
        }
    }

    @Test
    void aSlowBodyIs408() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked(), Limits.ofTime(SHORT));
                SocketCaller caller =
                        edge.caller().sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n123")) {
            List<WireAnswer> answers = caller.answersToTheEnd();
            assertEquals(List.of(408), statuses(answers));
            assertEquals("close", answers.get(0).header("Connection"));
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked(), Limits.ofTime(SHORT));
                SocketCaller caller = edge.caller().sends(GET)) {
            assertEquals(List.of(200), statuses(caller.answersToTheEnd()));
        }
    }

    @Test
    void aCallerWhoDoesNotReadIsClosed() throws Exception {
        try (RunningEdge edge = RunningEdge.on(answering(new byte[4 << 20]), Limits.ofTime(SHORT));
                SocketCaller caller = SocketCaller.withSmallWindow(edge.tcp())) {
            caller.sends(GET);
            RunningEdge.await(edge.closed, 1);
        }
    }

    @Test
    void aSlowReaderGetsEverythingWhileItReads() throws Exception {
        byte[] body = new byte[4 << 20];
        Arrays.fill(body, (byte) 'x');
        try (RunningEdge edge = RunningEdge.on(answering(body));
                SocketCaller caller = SocketCaller.withSmallWindow(edge.tcp())) {
            caller.sends(GET + GET);
            List<WireAnswer> answers = caller.sendsNoMore().answersToTheEnd();
            assertEquals(2, answers.size());
            assertEquals(body.length, answers.get(1).body().length());
        }
    }

    // ---- too much

    @Test
    void aCallerInTheMiddleOfALargeUploadSeesWhyItIsRefused() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked());
                SocketCaller caller = edge.caller()) {
            caller.sends("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n");
            caller.sends(new byte[8_000_000]);
            List<WireAnswer> answers = caller.answersToTheEnd();
            assertEquals(List.of(413), statuses(answers));
            assertEquals("close", answers.get(0).header("Connection"));
        }
    }

    @Test
    void connectionsOverTheLimitAreClosedAtOnce() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked(), Limits.ofConnections(3))) {
            List<SocketCaller> served = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                served.add(edge.caller().sends(GET));
                assertEquals(200, served.get(i).answer().status());
            }
            for (int i = 0; i < 50; i++) {
                try (SocketCaller refused = edge.caller()) {
                    assertEquals(List.of(), refused.answersToTheEnd());
                }
            }
            RunningEdge.await(edge.rejected, 50);
            for (SocketCaller caller : served) {
                assertEquals(200, caller.sends(GET).answer().status());
                caller.close();
            }
            RunningEdge.await(edge.closed, 3);
            try (SocketCaller next = edge.caller().sends(GET)) {
                assertEquals(200, next.answer().status());
            }
        }
    }

    @Test
    void aPipelineWithoutEndIsServedOneAtATime() throws Exception {
        try (RunningEdge edge = RunningEdge.on(holding);
                SocketCaller caller = edge.caller()) {
            caller.sends(GET);
            Call call = heldCall();
            // More than sockets hold; that the edge does not read it ahead is HttpConnectionTest's.
            CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
                try {
                    byte[] requests = GET.repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                    for (int i = 0; i < 2000; i++) {
                        caller.sends(requests);
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThrows(
                    java.util.concurrent.TimeoutException.class,
                    () -> flood.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
            assertEquals(0, held.size());
            call.cancel(Refusals.internal());
            heldCall();
            caller.resets();
            assertThrows(ExecutionException.class, () -> RunningEdge.get(flood));
        }
    }

    // ---- drain

    @Test
    void whoIsInsideIsServedWhileTheDoorCloses() throws Exception {
        try (RunningEdge edge = RunningEdge.on(EchoHandler.checked());
                SocketCaller caller = edge.caller()) {
            caller.sends(GET);
            assertEquals("", caller.answer().header("Connection"));
            CompletableFuture<Integer> closed =
                    edge.edge.close(Duration.ofSeconds(10)).toCompletableFuture();
            awaitRefusal(edge);
            List<WireAnswer> answers = caller.sends(GET).answersToTheEnd();
            assertEquals("close", answers.get(0).header("Connection"));
            assertEquals(200, answers.get(0).status());
            caller.hangsUp();
            assertEquals(0, RunningEdge.get(closed));
        }
    }

    private static void awaitRefusal(RunningEdge edge) {
        assertThrows(IOException.class, () -> {
            while (true) {
                SocketCaller caller = edge.caller();
                caller.close();
            }
        });
    }

    @Test
    void aCallThatDoesNotEndIsCut() throws Exception {
        try (RunningEdge edge = RunningEdge.on(holding);
                SocketCaller caller = edge.caller()) {
            caller.sends(GET);
            Call call = heldCall();
            assertEquals(1, edge.cutAfter(SHORT));
            assertEquals(List.of(503), statuses(caller.answersToTheEnd()));
            assertEquals(Outcome.OVERLOADED, call.outcome());
        }
    }

    @Test
    void aCallThatEndsInTimeIsNotLost() throws Exception {
        try (RunningEdge edge = RunningEdge.on(holding);
                SocketCaller caller = edge.caller().sends(GET)) {
            Call call = heldCall();
            CompletableFuture<Integer> closed =
                    edge.edge.close(Duration.ofSeconds(10)).toCompletableFuture();
            awaitRefusal(edge);
            call.cancel(FailureKind.TIMEOUT.because("enough"));
            List<WireAnswer> answers = caller.answersToTheEnd();
            assertEquals(List.of(504), statuses(answers));
            assertEquals("close", answers.get(0).header("Connection"));
            caller.hangsUp();
            assertEquals(0, RunningEdge.get(closed));
        }
    }
}
