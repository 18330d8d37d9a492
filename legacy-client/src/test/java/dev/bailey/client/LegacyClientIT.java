package dev.bailey.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Delivery;
import dev.bailey.call.Outcome;
import dev.bailey.client.testing.Asked;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.json.Json;
import dev.bailey.json.JsonLimits;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of Java callers, over real sockets. */
class LegacyClientIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final BlockingQueue<Asked> seen = new ArrayBlockingQueue<>(100);

    record Ad(long id, @Nullable String title) {}

    /** Answers every call with that. */
    private Script answering(String result) {
        return peer -> {
            while (true) {
                Asked asked = peer.asked();
                seen.add(asked);
                if (!asked.isNotification()) {
                    peer.answer(asked, result);
                }
            }
        };
    }

    private static ServiceClientBuilder to(ScriptedService service) {
        return LegacyClient.to(service.url().toString())
                .timeout(PATIENCE)
                .pool(pool -> pool.withAcquireTimeout(PATIENCE).withConnectTimeout(PATIENCE));
    }

    private static BridgeConfig config(ScriptedService service, String more) {
        String yaml = "services: {ads: {url: '" + service.url() + "', timeout: 20s, pool: {acquireTimeout: 10s}}}\n"
                + "routes: []\n" + more;
        return ConfigLoader.load("test.yaml", yaml, Map.of());
    }

    private static Json json(String text) throws Exception {
        return Json.parse(text.getBytes(UTF_8), JsonLimits.DEFAULT);
    }

    private static <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> future) {
        ExecutionException thrown =
                assertThrows(ExecutionException.class, () -> future.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
        return assertInstanceOf(type, thrown.getCause());
    }

    // ---- values

    @Test
    void aCallWritesItsParamsAndReadsItsResult() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("{\"id\":7,\"title\":\"Vélo\",\"new\":true}"));
                LegacyClient client = to(service).build()) {
            assertEquals(new Ad(7, "Vélo"), client.call("ads.get", Map.of("id", 7), Ad.class));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ads.get\",\"params\":{\"id\":7}}",
                    seen.take().frame());
        }
    }

    @Test
    void recordsListsAndJsonAreParams() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.echoing());
                LegacyClient client = to(service).build()) {
            assertEquals(json("{\"id\":7,\"title\":\"x\"}"), client.call("a", new Ad(7, "x"), Json.class));
            assertEquals(
                    json("[7,{\"id\":1,\"title\":null}]"), client.call("a", List.of(7, new Ad(1, null)), Json.class));
            Json odd = json("{\"n\":1.50e0,\"n\":\"\\u00e9\",  \"q\":[ ]}");
            assertEquals(odd, client.call("a", odd, Json.class));
            assertEquals(json("{\"ad\":" + odd + "}"), client.call("a", Map.of("ad", odd), Json.class));
            assertEquals(Json.NULL, client.call("a", null, Json.class));
        }
    }

    @Test
    void resultsMayHaveTypeArguments() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("[{\"id\":1,\"title\":\"a\"}]"));
                LegacyClient client = to(service).build()) {
            List<Ad> ads = client.call("ads.list", null, new TypeRef<List<Ad>>() {});
            assertEquals(List.of(new Ad(1, "a")), ads);
            assertEquals(
                    Optional.of(List.of(new Ad(1, "a"))),
                    client.call("ads.list", null, new TypeRef<Optional<List<Ad>>>() {}));
            assertEquals(List.of(new Ad(1, "a")), client.call("ads.list", null, TypeRef.of(listOfAds())));
        }
    }

    /** As somebody knows the type who reads signatures. */
    private static Type listOfAds() throws NoSuchMethodException {
        return LegacyClientIT.class.getDeclaredMethod("noAds").getGenericReturnType();
    }

    static List<Ad> noAds() {
        return List.of();
    }

    @Test
    void aNullResultIsNullSaveForPrimitives() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("null"));
                LegacyClient client = to(service).build()) {
            assertNull(client.call("a", null, Ad.class));
            assertNull(client.call("a", null, Void.class));
            assertEquals(Optional.empty(), client.call("a", null, new TypeRef<Optional<Ad>>() {}));
            CallFailedException unfit =
                    assertThrows(CallFailedException.class, () -> client.call("a", null, int.class));
            assertEquals(Outcome.BAD_REPLY, unfit.outcome());
        }
    }

    @Test
    void aResultOfAnotherTypeIsABadReplyThatSaysWhy() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("\"no ad\""));
                LegacyClient client = to(service).build()) {
            CallFailedException unfit =
                    assertThrows(CallFailedException.class, () -> client.call("ads.get", null, Ad.class));
            assertEquals(Outcome.BAD_REPLY, unfit.outcome());
            assertEquals(Delivery.ANSWERED, unfit.delivery());
            assertEquals("ads.get: bad_reply: the result is no " + Ad.class.getName(), unfit.getMessage());
            assertInstanceOf(IllegalArgumentException.class, unfit.getCause());
        }
    }

    @Test
    void paramsThatAreNoneAreRefusedBeforeAnythingIsSent() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("1"));
                LegacyClient client = to(service).build()) {
            assertThrows(IllegalArgumentException.class, () -> client.call("a", "text", Json.class));
            assertThrows(IllegalArgumentException.class, () -> client.callAsync("a", 7, Json.class));
            assertThrows(IllegalArgumentException.class, () -> client.call("a", List.of(new Object()), Json.class));
            assertThrows(IllegalArgumentException.class, () -> client.call("", null, Json.class));
            assertEquals(json("1"), client.call("after", null, Json.class));
            assertEquals("after", seen.take().method());
        }
    }

    @Test
    void paramsOverTheLimitAreTooLarge() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.echoing());
                LegacyClient client = LegacyClient.to(config(service, "limits: {requestBody: 1KiB}"), "ads")
                        .build()) {
            CallFailedException large = assertThrows(
                    CallFailedException.class, () -> client.call("a", List.of("x".repeat(1024)), Json.class));
            assertEquals(Outcome.TOO_LARGE, large.outcome());
            assertEquals(Delivery.NOT_SENT, large.delivery());
            assertEquals(json("[1]"), client.call("a", List.of(1), Json.class));
        }
    }

    // ---- ends

    @Test
    void anErrorOfTheServiceHasItsCodeMessageAndData() throws Exception {
        Script script = peer -> peer.say("{\"jsonrpc\":\"2.0\",\"id\":"
                + peer.asked().id() + ",\"error\":{\"code\":-32001,\"message\":\"no such ad\",\"data\":{\"id\": 7}}}");
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            ServiceErrorException error =
                    assertThrows(ServiceErrorException.class, () -> client.call("ads.get", Map.of("id", 7), Ad.class));
            assertEquals(OptionalInt.of(-32001), error.code());
            assertEquals("no such ad", error.serviceMessage());
            assertEquals(json("{\"id\": 7}"), error.data());
            assertEquals(Outcome.RPC_ERROR, error.outcome());
            assertEquals("ads.get: the service answered error -32001: no such ad", error.getMessage());
        }
    }

    @Test
    void errorsOfVersion1NeedNoCode() throws Exception {
        Script script = peer -> {
            peer.say("{\"id\":" + peer.asked().id() + ",\"result\":null,\"error\":\"unknown database\"}");
            peer.say("{\"id\":" + peer.asked().id() + ",\"result\":null,\"error\":{\"error\":\"syntax error\"}}");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).version(ProtocolVersion.V1_0).build()) {
            ServiceErrorException plain =
                    assertThrows(ServiceErrorException.class, () -> client.call("a", List.of("x"), Json.class));
            assertEquals(OptionalInt.empty(), plain.code());
            assertEquals("unknown database", plain.serviceMessage());
            ServiceErrorException object =
                    assertThrows(ServiceErrorException.class, () -> client.call("a", List.of("x"), Json.class));
            assertEquals(json("{\"error\":\"syntax error\"}"), object.error());
        }
    }

    @Test
    void whatCannotBeReachedIsUnavailableAndNotSent() throws Exception {
        ScriptedService service = ScriptedService.tcp(Script.silent());
        service.stop();
        try (LegacyClient client = to(service).build()) {
            CallFailedException failure =
                    assertThrows(CallFailedException.class, () -> client.call("a", null, Json.class));
            assertEquals(Outcome.UNAVAILABLE, failure.outcome());
            assertEquals(Delivery.NOT_SENT, failure.delivery());
            assertEquals("the service refused the connection", failure.detail());
            failure(CallFailedException.class, client.callAsync("a", null, Json.class));
        }
    }

    @Test
    void aNotificationIsDoneOnceItIsWritten() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("1"));
                LegacyClient client = to(service).build()) {
            client.notify("ads.viewed", Map.of("id", 7));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"ads.viewed\",\"params\":{\"id\":7}}",
                    seen.take().frame());
            client.notifyAsync("ads.viewed", null).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            assertTrue(seen.take().isNotification());
        }
    }

    @Test
    void aTimeoutCanBeLoweredForSomeCallsAndNeverRaised() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.silent());
                LegacyClient client = to(service).timeout(Duration.ofSeconds(1)).build()) {
            CallFailedException late = assertThrows(
                    CallFailedException.class, () -> client.withTimeout(SHORT).call("a", null, Json.class));
            assertEquals(Outcome.TIMEOUT, late.outcome());
            CallFailedException stillLate =
                    assertThrows(CallFailedException.class, () -> client.withTimeout(Duration.ofDays(400))
                            .call("a", null, Json.class));
            assertEquals(Outcome.TIMEOUT, stillLate.outcome());
            assertThrows(IllegalArgumentException.class, () -> client.withTimeout(Duration.ZERO));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverGivesUpAFutureGivesUpItsCall(boolean cancels) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Script first = peer -> {
            peer.asked();
            asked.countDown();
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(first, Script.echoing()));
                LegacyClient client = to(service)
                        .pool(pool -> pool.withMaxConnections(1).withMaxInFlight(1))
                        .build()) {
            CompletableFuture<Json> call = client.callAsync("a", null, Json.class);
            asked.await();
            if (cancels) {
                assertTrue(call.cancel(true));
            } else {
                failure(TimeoutException.class, call.orTimeout(10, TimeUnit.MILLISECONDS));
            }
            // the only connection was the call's: another one answers this
            assertEquals(json("[2]"), client.call("a", List.of(2), Json.class));
            assertEquals(2, service.accepted());
        }
    }

    @Test
    void anInterruptedThreadGivesUpItsCall() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Script script = peer -> {
            peer.asked();
            asked.countDown();
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    client.call("a", null, Json.class);
                } catch (CallFailedException e) {
                    interrupted.complete(e.outcome() == Outcome.CLIENT_GONE
                            && Thread.currentThread().isInterrupted());
                }
            });
            thread.start();
            asked.await();
            thread.interrupt();
            assertTrue(interrupted.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    // ---- threads

    /** A future that completes only now that something depends on it, and so on its event loop. */
    private static <T> CompletableFuture<T> then(
            LegacyClient client,
            CountDownLatch answered,
            Function<CompletableFuture<Json>, CompletableFuture<T>> what) {
        CompletableFuture<T> dependent = what.apply(client.callAsync("a", List.of(1), Json.class));
        answered.countDown();
        return dependent;
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "notify", "batch", "proxy"})
    void callsThatWaitAreRefusedOnEventLoops(String way) throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Script script = peer -> {
            Asked first = peer.asked();
            answered.await();
            peer.answer(first, "1");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            Runnable waiting = Map.<String, Runnable>of(
                            "call", () -> client.call("b", null, Json.class),
                            "notify", () -> client.notify("b", null),
                            "batch", () -> client.batch().send(),
                            "proxy", () -> client.proxy(Waits.class).get())
                    .get(way);
            IllegalStateException refused =
                    failure(IllegalStateException.class, then(client, answered, first -> first.thenRun(waiting)));
            assertTrue(String.valueOf(refused.getMessage()).contains("would stop the event loop"), way);
        }
    }

    interface Waits {
        Json get();
    }

    @Test
    void aCallMayFollowAnotherOnItsEventLoop() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Script script = peer -> {
            Asked first = peer.asked();
            answered.await();
            peer.answer(first, "[1]");
            Asked second = peer.asked();
            peer.answer(second, second.params());
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            CompletableFuture<Json> chained =
                    then(client, answered, first -> first.thenCompose(one -> client.callAsync("b", one, Json.class)));
            assertEquals(json("[1]"), chained.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    @Test
    void manyThreadsGetEachTheirOwnAnswers() throws Exception {
        int threads = 16;
        int calls = 200;
        try (ScriptedService service = ScriptedService.tcp(Script.holdingBack(4, 11));
                LegacyClient client = to(service).eventLoops(2).build()) {
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = i * calls;
                CompletableFuture<Void> end = new CompletableFuture<>();
                ends.add(end);
                Thread thread = new Thread(() -> {
                    try {
                        for (int n = first; n < first + calls; n++) {
                            assertEquals(List.of(n), client.call("a", List.of(n), new TypeRef<List<Integer>>() {}));
                        }
                        end.complete(null);
                    } catch (Throwable e) {
                        end.completeExceptionally(e);
                    }
                });
                thread.setDaemon(true);
                thread.start();
            }
            CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aHostsVertxIsUsedAndStaysOpen() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (ScriptedService service = ScriptedService.tcp(Script.echoing())) {
            LegacyClient client = to(service).vertx(vertx).build();
            CompletableFuture<String> thread = new CompletableFuture<>();
            vertx.runOnContext(now -> client.callAsync("a", List.of(1), Json.class)
                    .thenAccept(result -> thread.complete(Thread.currentThread().getName()))
                    .exceptionally(e -> {
                        thread.completeExceptionally(e);
                        return null;
                    }));
            CompletableFuture<String> own = new CompletableFuture<>();
            vertx.runOnContext(now -> own.complete(Thread.currentThread().getName()));
            assertEquals(own.get(), thread.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
            client.close();
            CompletableFuture<Boolean> alive = new CompletableFuture<>();
            vertx.runOnContext(now -> alive.complete(true));
            assertTrue(alive.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    // ---- bounds and end

    @Test
    void callsOverTheLimitAreOverloadedAtOnce() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Script script = peer -> {
            List<Asked> two = peer.asked(2);
            over.await();
            peer.answer(two.get(0), "1");
            peer.answer(two.get(1), "2");
            peer.answer(peer.asked(), "3");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = LegacyClient.to(config(service, "limits: {inFlight: 2}"), "ads")
                        .build()) {
            CompletableFuture<Json> first = client.callAsync("a", null, Json.class);
            CompletableFuture<Json> second = client.callAsync("a", null, Json.class);
            CallFailedException refused =
                    assertThrows(CallFailedException.class, () -> client.call("a", null, Json.class));
            assertEquals(Outcome.OVERLOADED, refused.outcome());
            over.countDown();
            first.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            second.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            assertEquals(json("3"), client.call("a", null, Json.class));
        }
    }

    @Test
    void closingEndsOpenCallsAtOnceAndMayBeRepeated() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Script script = peer -> {
            peer.asked(2);
            asked.countDown();
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script)) {
            LegacyClient client = to(service).build();
            CompletableFuture<Json> first = client.callAsync("a", null, Json.class);
            CompletableFuture<Json> second = client.withTimeout(PATIENCE).callAsync("a", null, Json.class);
            asked.await();
            client.close();
            assertEquals(
                    Outcome.UNAVAILABLE,
                    failure(CallFailedException.class, first).outcome());
            assertEquals(
                    Outcome.UNAVAILABLE,
                    failure(CallFailedException.class, second).outcome());
            client.close();
            assertTrue(client.closeAsync().toCompletableFuture().isDone());
            CallFailedException late =
                    assertThrows(CallFailedException.class, () -> client.call("a", null, Json.class));
            assertEquals("a: unavailable: the client is closed", late.getMessage());
            List<Answer<?>> batch = closedBatch(client);
            assertInstanceOf(Answer.Failed.class, batch.get(0));
        }
    }

    private static List<Answer<?>> closedBatch(LegacyClient client) {
        Batch batch = client.batch();
        batch.call("a", null, Json.class);
        return batch.send();
    }

    @Test
    void closingFromAnEventLoopDoesNotWait() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Script script = peer -> {
            Asked first = peer.asked();
            answered.await();
            peer.answer(first, "1");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script)) {
            LegacyClient client = to(service).build();
            then(client, answered, first -> first.thenRun(client::close)).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            client.closeAsync().toCompletableFuture().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    // ---- configured

    @Test
    void framingVersionAndPoolAreSetInCode() throws Exception {
        FramingPair framing = new FramingPair(Framing.NUL, Framing.NETSTRING);
        Script script = peer -> {
            Asked asked = peer.asked();
            peer.say("{\"id\":" + asked.id() + ",\"result\":" + asked.params() + ",\"error\":null}");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(framing, script);
                LegacyClient client = to(service)
                        .name("moderation")
                        .framing(Framing.NUL, Framing.NETSTRING)
                        .version(ProtocolVersion.V1_0)
                        .pool(pool -> pool.withMaxConnections(1).withMinIdle(1))
                        .build()) {
            assertEquals(json("[]"), client.call("a", null, Json.class));
            assertEquals(1, service.accepted());
        }
    }

    @Test
    void whatCannotBeSetUpIsRefused() throws Exception {
        assertThrows(IllegalArgumentException.class, () -> LegacyClient.to());
        assertThrows(IllegalArgumentException.class, () -> LegacyClient.to("ftp://ads"));
        assertThrows(IllegalArgumentException.class, () -> LegacyClient.to("tcp://ads:1", "http://ads"));
        ServiceClientBuilder builder = LegacyClient.to("tcp://127.0.0.1:1");
        assertThrows(IllegalArgumentException.class, () -> builder.pool(pool -> pool.withMaxConnections(0)));
        assertThrows(IllegalArgumentException.class, () -> builder.pool(pool -> pool.withMinIdle(9)));
        assertThrows(IllegalArgumentException.class, () -> builder.timeout(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> builder.eventLoops(0).build());
        try (ScriptedService service = ScriptedService.tcp(Script.echoing())) {
            BridgeConfig config = config(service, "");
            IllegalArgumentException unknown =
                    assertThrows(IllegalArgumentException.class, () -> LegacyClient.to(config, "adz"));
            assertEquals("there is no service 'adz' in the configuration", unknown.getMessage());
        }
    }

    // ---- batches

    @Test
    void aBatchHasItsAnswersInTheOrderOfItsCalls() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.shuffling(3, 3));
                LegacyClient client = to(service).build()) {
            Batch batch = client.batch();
            BatchCall<List<Integer>> first = batch.call("a", List.of(1), new TypeRef<List<Integer>>() {});
            BatchCall<Json> second = batch.call("b", List.of(2), Json.class);
            assertThrows(IllegalStateException.class, first::get);
            batch.call("c", List.of(3), Json.class);
            List<Answer<?>> answers = batch.send();
            assertEquals(List.of(1), first.get());
            assertEquals(json("[2]"), second.get());
            assertEquals(
                    List.of(List.of(1), json("[2]"), json("[3]")),
                    answers.stream().map(Answer::get).toList());
            assertThrows(IllegalStateException.class, batch::send);
            assertThrows(IllegalStateException.class, () -> batch.call("d", null, Json.class));
        }
    }

    @Test
    void aCallOfABatchThatFailsCostsTheOthersNothing() throws Exception {
        Script script = peer -> {
            List<Asked> three = peer.asked(3);
            peer.answer(three.get(2), "\"no number\"");
            peer.refuse(three.get(1), -32001, "no such ad");
            peer.answer(three.get(0), "1");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            Batch batch = client.batch();
            BatchCall<Integer> one = batch.call("a", null, Integer.class);
            BatchCall<Integer> refused = batch.call("b", null, Integer.class);
            BatchCall<Integer> unfit = batch.call("c", null, Integer.class);
            batch.send();
            assertEquals(1, one.get());
            assertEquals(
                    OptionalInt.of(-32001),
                    assertThrows(ServiceErrorException.class, refused::get).code());
            Answer.Failed<?> failed = assertInstanceOf(Answer.Failed.class, unfit.answer());
            assertEquals(Outcome.BAD_REPLY, failed.why().outcome());
        }
    }

    @Test
    void aBatchMixesCallsAndNotificationsAndIsBounded() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("1"));
                LegacyClient client = to(service).build()) {
            Batch batch = client.batch();
            IntStream.range(0, 99).forEach(i -> batch.call("a", List.of(i), Integer.class));
            BatchCall<Void> told = batch.notify("b", null);
            IllegalStateException full =
                    assertThrows(IllegalStateException.class, () -> batch.call("a", null, Integer.class));
            assertEquals("a batch has at most 100 calls", full.getMessage());
            List<Answer<?>> answers = batch.sendAsync().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            assertEquals(100, answers.size());
            answers.subList(0, 99).forEach(answer -> assertEquals(1, answer.get()));
            assertNull(told.get());
            assertEquals(List.of(), client.batch().send());
        }
    }

    @Test
    void oneDeadlineHoldsForTheWholeOfABatchAndSixteenGoAtOnce() throws Exception {
        CountDownLatch sixteen = new CountDownLatch(16);
        Script script = peer -> {
            while (true) {
                peer.asked();
                sixteen.countDown();
            }
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            // a connection that stands, so that the deadline is about answers
            client.notify("warm", null);
            Batch batch = client.withTimeout(SHORT).batch();
            IntStream.range(0, 40).forEach(i -> batch.call("a", null, Integer.class));
            List<Answer<?>> answers = batch.send();
            sixteen.await();
            long sent = answers.stream()
                    .map(answer -> ((CallFailedException) ((Answer.Failed<?>) answer).why()))
                    .peek(why -> assertEquals(Outcome.TIMEOUT, why.outcome()))
                    .filter(why -> why.delivery() != Delivery.NOT_SENT)
                    .count();
            assertEquals(16, sent);
        }
    }

    @Test
    void aBatchThatIsGivenUpSendsNothingMore() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        Script script = peer -> {
            while (true) {
                seen.add(peer.asked());
                first.countDown();
            }
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            Batch batch = client.batch();
            IntStream.range(0, 40).forEach(i -> batch.call("a", null, Integer.class));
            CompletableFuture<List<Answer<?>>> answers = batch.sendAsync();
            first.await();
            answers.cancel(true);
            client.notify("after", null);
            int calls = 0;
            while (!seen.take().method().equals("after")) {
                calls++;
            }
            assertTrue(calls <= 16, calls + " calls");
        }
    }
}
