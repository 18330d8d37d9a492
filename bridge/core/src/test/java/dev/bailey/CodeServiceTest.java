package dev.bailey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.CallLoop;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.HostLoops;
import dev.bailey.call.Outcome;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.json.Json;
import dev.bailey.metrics.MicrometerBridgeMetrics;
import dev.bailey.rpc.RawFunction;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services in code: whatever they do, calls end once, in time, on their loop. */
final class CodeServiceTest {
    private static final String CONFIG = """
            services:
              ads: {url: "tcp://127.0.0.1:1", concurrency: {max: 2, adaptive: false}, timeout: 1s}
            defaults: {service: ads}
            routes:
              - {rpc: get, http: "GET /ads/{id}"}
              - {rpc: tell, http: "POST /tell", notify: true}
            limits: {responseBody: 1KiB}
            """;

    private final FakeLoop loop = new FakeLoop();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void noDeadlineRunsOn() {
        assertFalse(loop.hasTimeouts());
    }

    private static BridgeConfig config(String yaml) {
        return ConfigLoader.load("bailey.yaml", yaml, Map.of());
    }

    private BridgeBuilder builder() {
        return Bridge.builder()
                .config(config(CONFIG))
                .metrics(new MicrometerBridgeMetrics(meters, "test"))
                .callLog(line -> {});
    }

    private CompletableFuture<HttpReply> get(Bridge bridge) {
        return send(bridge, "GET", "/ads/7");
    }

    private CompletableFuture<HttpReply> send(Bridge bridge, String verb, String target) {
        HttpCall call = new HttpCall(verb, target, 1, Headers.of("Host", "bailey.test"), HttpBody.NONE, Call.on(loop));
        CompletableFuture<HttpReply> reply = bridge.http().handle(call).toCompletableFuture();
        loop.runTasks();
        return reply.thenApply(answer -> {
            assertTrue(loop.inLoop(), "replies come on the call's loop");
            call.call().end(answer.outcome());
            return answer;
        });
    }

    private static String shown(CompletableFuture<HttpReply> reply) {
        HttpReply.Answer answer = (HttpReply.Answer) reply.join();
        return answer.status() + " " + answer.body();
    }

    private RpcHandler raw(RawFunction function) {
        return RpcHandler.of(message -> {
            asked.add(new String(message, StandardCharsets.UTF_8));
            return function.answer(message);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Bridge inPlace(RpcHandler code) {
        return builder().service("ads", code).executor(Runnable::run).build();
    }

    // ---- raw functions

    @Test
    void aRawFunctionGetsMessagesAndGivesThem() {
        Bridge bridge = inPlace(
                raw(message -> bytes("{\"jsonrpc\":\"2.0\",\"id\":" + asked.size() + ",\"result\":{\"n\":1.0}}")));
        assertEquals("200 {\"n\":1.0}", shown(get(bridge)));
        assertEquals("200 {\"n\":1.0}", shown(get(bridge)));
        assertEquals(
                List.of(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"get\",\"params\":{\"id\":\"7\"}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"get\",\"params\":{\"id\":\"7\"}}"),
                asked);
    }

    @Test
    void aRawFunctionIsSpokenToAsTheConfigurationSays() {
        Bridge bridge = Bridge.builder()
                .config(config(CONFIG.replace("timeout: 1s", "timeout: 1s, version: \"1.0\"")))
                .service("ads", raw(message -> bytes("{\"id\":1,\"result\":7,\"error\":null}")))
                .executor(Runnable::run)
                .build();
        assertEquals("200 7", shown(get(bridge)));
        assertEquals(List.of("{\"id\":1,\"method\":\"get\",\"params\":{\"id\":\"7\"}}"), asked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"no\"}} | 501 | rpc_error",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1,\"message\":\"no\"}}   | 500 | rpc_error",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":1}                                   | 502 | bad_reply",
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":1}                               | 502 | bad_reply",
                "{\"jsonrpc\":\"2.0\",\"result\":1}                                            | 502 | bad_reply",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\"}                            | 502 | bad_reply",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}]                                 | 502 | bad_reply",
                "no JSON                                                                       | 502 | bad_reply"
            })
    void whatARawFunctionGivesIsReadAsStrictlyAsFromASocket(String message, int status, String outcome) {
        String answer = shown(get(inPlace(raw(asking -> bytes(message)))));
        assertTrue(answer.startsWith(status + " {\"type\":\"urn:bailey:outcome:" + outcome), answer);
    }

    @Test
    void noAnswerIsABrokenProtocol() {
        assertTrue(shown(get(inPlace(raw(message -> null)))).startsWith("502 "));
        assertTrue(shown(get(inPlace(raw(message -> "text")))).startsWith("502 "));
    }

    @Test
    void aNotificationNeedsNoAnswer() {
        assertEquals("202 ", shown(send(inPlace(raw(message -> null)), "POST", "/tell")));
        assertEquals(List.of("{\"jsonrpc\":\"2.0\",\"method\":\"tell\"}"), asked);
    }

    @Test
    void anAnswerMayComeLater() {
        CompletableFuture<byte[]> later = new CompletableFuture<>();
        CompletableFuture<HttpReply> reply = get(inPlace(raw(message -> later)));
        assertFalse(reply.isDone());
        later.complete(bytes("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}"));
        assertEquals("200 1", shown(reply));
    }

    @Test
    void anAnswerOverTheLimitIsTooLarge() {
        String large = "\"" + "x".repeat(1023) + "\"";
        String answer =
                shown(get(inPlace(raw(message -> bytes("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + large + "}")))));
        assertTrue(answer.startsWith("502 {\"type\":\"urn:bailey:outcome:too_large"), answer);
    }

    // ---- code that misbehaves

    @Test
    void codeThatThrowsIsAnInternalErrorOfTheServiceAndTellsNothing() {
        String secret = "dev.bailey.Secret";
        for (RpcHandler code : List.<RpcHandler>of(
                request -> {
                    throw new IllegalStateException(secret);
                },
                request -> {
                    throw new StackOverflowError(secret);
                },
                request -> CompletableFuture.failedFuture(new IllegalStateException(secret)),
                raw(message -> {
                    throw new java.io.IOException(secret);
                }),
                raw(message -> CompletableFuture.failedFuture(new java.io.IOException(secret))),
                request -> CompletableFuture.completedFuture(null))) {
            String answer = shown(get(inPlace(code)));
            assertTrue(answer.startsWith("500 {\"type\":\"urn:bailey:outcome:rpc_error\""), answer);
            assertTrue(answer.contains("\"code\":-32603,\"message\":\"Internal error\""), answer);
            assertFalse(answer.contains("Secret"), answer);
        }
    }

    @Test
    void codeMayFailACallInTheBridgesWords() {
        Bridge bridge = inPlace(request -> CompletableFuture.failedFuture(
                new FailureException(FailureKind.OVERLOADED.because("the queue is full"))));
        assertTrue(shown(get(bridge)).startsWith("503 {\"type\":\"urn:bailey:outcome:overloaded\""));
    }

    @Test
    void aReplyFromAnotherThreadComesOnTheLoop() throws Exception {
        CompletableFuture<RpcReply> later = new CompletableFuture<>();
        CompletableFuture<HttpReply> reply = get(inPlace(request -> later));
        Thread other = new Thread(() -> later.complete(new RpcReply.Result(Json.number(1))));
        other.start();
        other.join();
        assertFalse(reply.isDone(), "not on the other thread");
        loop.runTasks();
        assertEquals("200 1", shown(reply));
    }

    @Test
    void theDeadlineHoldsAndALateReplyIsDroppedAndCountedAndFreesItsPlace() {
        CompletableFuture<RpcReply> never = new CompletableFuture<>();
        Bridge bridge = inPlace(request -> never);
        CompletableFuture<HttpReply> reply = get(bridge);
        loop.advance(Duration.ofMillis(990));
        assertFalse(reply.isDone());
        loop.advance(Duration.ofMillis(20));
        assertTrue(shown(reply).startsWith("504 "));
        assertEquals(1, meters.get("bailey.in.flight").gauge().value(), "until its late reply it keeps its place");
        never.complete(new RpcReply.Result(Json.number(1)));
        assertEquals(0, meters.get("bailey.in.flight").gauge().value());
        assertEquals(
                1,
                meters.get("bailey.dropped.replies")
                        .tag("reason", "late")
                        .counter()
                        .count());
    }

    @Test
    void codeThatNeverAnswersTakesNoMoreThanItsPlaces() {
        Bridge bridge = inPlace(request -> new CompletableFuture<>());
        CompletableFuture<HttpReply> one = get(bridge);
        CompletableFuture<HttpReply> two = get(bridge);
        loop.advance(Duration.ofMillis(1100));
        assertTrue(shown(one).startsWith("504 ") && shown(two).startsWith("504 "));
        assertTrue(shown(get(bridge)).startsWith("503 {\"type\":\"urn:bailey:outcome:overloaded\""));
    }

    // ---- code that blocks

    @Test
    void codeThatBlocksRunsOffTheLoop() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Bridge bridge = builder()
                .service("ads", RpcHandler.of(message -> {
                    assertTrue(goOn.await(10, TimeUnit.SECONDS));
                    return bytes("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\""
                            + Thread.currentThread().getName() + "\"}");
                }))
                .build();
        CompletableFuture<HttpReply> reply = get(bridge);
        assertFalse(reply.isDone());
        goOn.countDown();
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!reply.isDone() && System.nanoTime() - latest < 0) {
            loop.runTasks();
            Thread.onSpinWait();
        }
        assertEquals("200 \"bailey-code-1\"", shown(reply));
    }

    @Test
    void aCallThatWaitsForAThreadIsWithdrawnAtItsDeadline() {
        List<Runnable> queue = new ArrayList<>();
        Bridge bridge = builder()
                .service("ads", raw(message -> null))
                .executor(queue::add)
                .build();
        CompletableFuture<HttpReply> reply = get(bridge);
        loop.advance(Duration.ofMillis(1100));
        assertTrue(shown(reply).startsWith("504 "));
        queue.forEach(Runnable::run);
        assertEquals(List.of(), asked, "the code is not asked any more");
        assertEquals(0, meters.get("bailey.in.flight").gauge().value());
    }

    @Test
    void noThreadIsOverload() {
        Bridge bridge = builder()
                .service("ads", raw(message -> null))
                .executor(work -> {
                    throw new RejectedExecutionException("full");
                })
                .build();
        assertTrue(shown(get(bridge)).startsWith("503 {\"type\":\"urn:bailey:outcome:overloaded\""));
        assertEquals(0, meters.get("bailey.in.flight").gauge().value());
    }

    @Test
    void onAHostsThreadCodeThatBlocksRunsInPlaceAndItsDeadlineHolds() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Bridge bridge = builder()
                .service("ads", RpcHandler.of(message -> {
                    // until the caller has its answer
                    assertTrue(answered.await(10, TimeUnit.SECONDS));
                    return null;
                }))
                .build();
        try (HostLoops loops = new HostLoops()) {
            CallLoop hosted = loops.open();
            HttpCall call = new HttpCall(
                    "GET",
                    "/ads/7",
                    1,
                    Headers.of("Host", "a", "x-envoy-expected-rq-timeout-ms", "50"),
                    HttpBody.NONE,
                    Call.on(hosted));
            List<HttpReply> replies = new ArrayList<>();
            hosted.enter(() -> bridge.http().handle(call).whenComplete((reply, thrown) -> {
                replies.add(reply);
                call.call().end(reply.outcome());
                answered.countDown();
            }));
            assertEquals(Outcome.TIMEOUT, replies.get(0).outcome());
        }
    }

    // ---- building and closing

    @Test
    void buildNamesWhatHasNeitherCodeNorTransport() {
        BridgeBuilder builder = Bridge.builder()
                .config(config(CONFIG.replace(
                        "services:", "services:\n  other: {url: \"tcp://127.0.0.1:2\"}\n  third: {url: \"http://a\"}")))
                .service("ads", raw(message -> null));
        String problem =
                assertThrows(IllegalStateException.class, builder::build).getMessage();
        assertEquals(
                "the services 'other', 'third' have neither code nor a transport: call service(…) for each, or transport(…)",
                problem);
    }

    @Test
    void buildNamesCodeForAServiceThatIsNotThere() {
        BridgeBuilder builder = builder().service("ads", raw(message -> null)).service("adds", raw(message -> null));
        String problem =
                assertThrows(IllegalStateException.class, builder::build).getMessage();
        assertEquals(
                "there is code for the services 'adds', but the configuration only has the services 'ads'", problem);
        assertThrows(IllegalStateException.class, () -> builder.service("ads", raw(message -> null)));
    }

    @Test
    void aClosedBridgeLetsCodeFinishAndTakesNothingNew() {
        CompletableFuture<RpcReply> later = new CompletableFuture<>();
        Bridge bridge = inPlace(request -> later);
        CompletableFuture<HttpReply> open = get(bridge);
        CompletableFuture<Void> closed = bridge.close().toCompletableFuture();
        assertFalse(closed.isDone());
        CompletableFuture<HttpReply> refused = get(bridge);
        // what was not sent is tried once more, after a pause
        loop.advance(Duration.ofMillis(150));
        assertTrue(shown(refused).startsWith("502 {\"type\":\"urn:bailey:outcome:unavailable\""));
        later.complete(new RpcReply.Result(Json.number(1)));
        assertEquals("200 1", shown(open));
        assertTrue(closed.isDone());
        assertTrue(bridge.close().toCompletableFuture().isDone());
        assertEquals(Map.of("ads", false), bridge.services());
    }

    @Test
    void aClosedBridgeLeavesNoThreadBehindEvenIfCodeNeverAnswers() throws Exception {
        List<Thread> own = new CopyOnWriteArrayList<>();
        Bridge bridge = builder()
                .service("ads", RpcHandler.of(message -> {
                    own.add(Thread.currentThread());
                    return new CompletableFuture<>();
                }))
                .build();
        CallLoop hosted = bridge.loops().open();
        Call call = Call.on(hosted);
        Headers hurry = Headers.of("Host", "a", "x-envoy-expected-rq-timeout-ms", "50");
        CompletableFuture<HttpReply> answered = new CompletableFuture<>();
        // not on a thread of the host: the code runs on one of the bridge's
        hosted.run(() -> bridge.http()
                .handle(new HttpCall("GET", "/ads/7", 1, hurry, HttpBody.NONE, call))
                .thenAccept(reply -> {
                    own.add(Thread.currentThread());
                    call.end(reply.outcome());
                    answered.complete(reply);
                }));
        CompletableFuture<Void> closed = bridge.close().toCompletableFuture();
        assertEquals(Outcome.TIMEOUT, answered.get(10, TimeUnit.SECONDS).outcome());
        assertEquals(
                List.of("bailey-code-1", "bailey-calls"),
                own.stream().map(Thread::getName).toList());
        for (Thread thread : own) {
            thread.join(10_000);
            assertFalse(thread.isAlive(), thread::getName);
        }
        assertFalse(closed.isDone(), "the code has the call still");
    }

    @Test
    void aRegistryOfTheHostIsEnough() {
        Bridge bridge = Bridge.builder()
                .config(config(CONFIG))
                .service("ads", raw(message -> bytes("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}")))
                .executor(Runnable::run)
                .meterRegistry(meters)
                .build();
        get(bridge).join();
        assertEquals(1, meters.get("bailey.calls").tag("route", "get").timer().count());
        String version = meters.get("bailey.build.info").gauge().getId().getTag("version");
        assertTrue(version != null && version.matches("\\d.*"), version);
    }
}
