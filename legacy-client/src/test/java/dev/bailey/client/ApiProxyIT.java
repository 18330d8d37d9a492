package dev.bailey.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.client.testing.Asked;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcName;
import dev.bailey.rpc.RpcParam;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Interfaces whose methods are calls. */
class ApiProxyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<Asked> seen = new ArrayBlockingQueue<>(100);

    record Ad(long id, String title) {}

    @RpcName("ads.")
    interface AdsApi {
        Ad get(long id, @RpcParam("lang") @Nullable String language);

        @RpcName("ads.search")
        List<Ad> find(String text, List<String> tags);

        CompletionStage<Ad> create(Ad ad);

        CompletableFuture<List<Long>> ids();

        void delete(long id);

        Optional<Ad> newest();

        int count();

        @Notification
        void viewed(long id);

        @Notification
        @RpcName("ads.viewed.later")
        CompletionStage<Void> viewedLater(long id);

        @Positional
        Json transact(@Nullable String database, @Nullable Object... operations);

        default Ad inFrench(long id) {
            return get(id, "fr");
        }

        static String about() {
            return "ads";
        }
    }

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

    private void assertAsked(String method, String params) throws InterruptedException {
        Asked asked = seen.take();
        assertEquals(method + " " + params, asked.method() + " " + asked.params());
    }

    @Test
    void aMethodIsACall() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("{\"id\":7,\"title\":\"Vélo\"}"));
                LegacyClient client = to(service).build()) {
            AdsApi ads = client.proxy(AdsApi.class);
            assertEquals(new Ad(7, "Vélo"), ads.get(7, "fr"));
            assertAsked("ads.get", "{\"id\":7,\"lang\":\"fr\"}");
            assertEquals(new Ad(7, "Vélo"), ads.inFrench(7));
            assertAsked("ads.get", "{\"id\":7,\"lang\":\"fr\"}");
            assertEquals(new Ad(7, "Vélo"), ads.get(7, null));
            assertAsked("ads.get", "{\"id\":7}");
            assertEquals(Optional.of(new Ad(7, "Vélo")), ads.newest());
            assertAsked("ads.newest", "null");
        }
    }

    @Test
    void argumentsAndResultsAreWhatTheSignatureSays() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("[{\"id\":1,\"title\":\"a\"}]"));
                LegacyClient client = to(service).build()) {
            AdsApi ads = client.proxy(AdsApi.class);
            assertEquals(List.of(new Ad(1, "a")), ads.find("v\"élo", List.of("x", "y")));
            assertAsked("ads.search", "{\"text\":\"v\\\"élo\",\"tags\":[\"x\",\"y\"]}");
            ads.delete(7);
            assertAsked("ads.delete", "{\"id\":7}");
        }
    }

    @Test
    void aMethodThatPromisesDoesNotWait() throws Exception {
        Script script = peer -> {
            Asked ids = peer.asked();
            Asked create = peer.asked();
            seen.add(create);
            peer.answer(
                    create,
                    create.params()
                            .substring("{\"ad\":".length(), create.params().length() - 1));
            peer.answer(ids, "[1,2]");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            AdsApi ads = client.proxy(AdsApi.class);
            CompletableFuture<List<Long>> ids = ads.ids();
            CompletionStage<Ad> created = ads.create(new Ad(7, "x"));
            assertEquals(new Ad(7, "x"), created.toCompletableFuture().get(20, TimeUnit.SECONDS));
            assertEquals(List.of(1L, 2L), ids.get(20, TimeUnit.SECONDS));
            assertAsked("ads.create", "{\"ad\":{\"id\":7,\"title\":\"x\"}}");
        }
    }

    @Test
    void notificationsHaveNoAnswer() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("1"));
                LegacyClient client = to(service).build()) {
            AdsApi ads = client.proxy(AdsApi.class);
            ads.viewed(7);
            assertTrue(seen.take().isNotification());
            assertNull(ads.viewedLater(8).toCompletableFuture().get(20, TimeUnit.SECONDS));
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"method\":\"ads.viewed.later\",\"params\":{\"id\":8}}",
                    seen.take().frame());
        }
    }

    @Test
    void positionalArgumentsAreAnArrayAndTheLastOnesAreSpread() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(answering("[]"));
                LegacyClient client = to(service).build()) {
            AdsApi ads = client.proxy(AdsApi.class);
            ads.transact("shop", new Ad(1, "a"), null, "text", 1.5);
            assertAsked("ads.transact", "[\"shop\",{\"id\":1,\"title\":\"a\"},null,\"text\",1.5]");
            ads.transact("shop");
            assertAsked("ads.transact", "[\"shop\"]");
            ads.transact(null);
            assertAsked("ads.transact", "null");
        }
    }

    @Test
    void aServiceOfVersion1GetsArgumentsByPosition() throws Exception {
        Script script = peer -> {
            Asked asked = peer.asked();
            seen.add(asked);
            peer.say("{\"id\":" + asked.id() + ",\"result\":null,\"error\":null}");
            peer.readToEnd();
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).version(ProtocolVersion.V1_0).build()) {
            assertNull(client.proxy(AdsApi.class).get(7, "fr"));
            assertEquals(
                    "{\"id\":1,\"method\":\"ads.get\",\"params\":[7,\"fr\"]}",
                    seen.take().frame());
        }
    }

    @Test
    void errorsComeAsExceptionsOrInFutures() throws Exception {
        Script script = peer -> {
            peer.refuse(peer.asked(), -32001, "no such ad");
            peer.refuse(peer.asked(), -32002, "gone");
            peer.answer(peer.asked(), "null");
        };
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = to(service).build()) {
            AdsApi ads = client.proxy(AdsApi.class);
            assertEquals(
                    -32001,
                    assertThrows(ServiceErrorException.class, () -> ads.get(7, null))
                            .code()
                            .getAsInt());
            ExecutionException later =
                    assertThrows(ExecutionException.class, () -> ads.ids().get(20, TimeUnit.SECONDS));
            assertInstanceOf(ServiceErrorException.class, later.getCause());
            assertThrows(CallFailedException.class, ads::count);
        }
    }

    @Test
    void aProxyIsAnObject() {
        try (LegacyClient client = LegacyClient.to("tcp://127.0.0.1:1").build()) {
            AdsApi ads = client.proxy(AdsApi.class);
            assertEquals(ads, ads);
            assertNotEquals(ads, client.proxy(AdsApi.class));
            assertEquals(ads.hashCode(), ads.hashCode());
            assertEquals("calls of " + AdsApi.class.getName(), ads.toString());
        }
    }

    // ---- what cannot be called

    interface Overloads {
        Ad get(long id);

        Ad get(String id);
    }

    interface AnsweredNotification {
        @Notification
        int viewed(long id);
    }

    interface Untold {
        CompletionStage<?> get(long id);

        @SuppressWarnings("rawtypes")
        CompletionStage list(long id);
    }

    interface Crud<T> {
        T get(long id);
    }

    interface SameNames {
        Ad get(@RpcParam("id") long first, @RpcParam("id") long second);
    }

    private static String refusal(Class<?> api) {
        try (LegacyClient client = LegacyClient.to("tcp://127.0.0.1:1").build()) {
            return String.valueOf(assertThrows(IllegalArgumentException.class, () -> client.proxy(api))
                    .getMessage());
        }
    }

    private static void assertContains(String part, String whole) {
        assertTrue(whole.contains(part), whole);
    }

    @Test
    void whatCannotBeCalledIsRefusedByNameBeforeAnyCall() {
        assertContains("'get' is called by", refusal(Overloads.class));
        assertContains("a notification has no answer", refusal(AnsweredNotification.class));
        assertContains("a future of what?", refusal(Untold.class));
        assertContains("'T' does not say what is returned", refusal(Crud.class));
        assertContains("two parameters are called 'id'", refusal(SameNames.class));
        assertContains("is no interface", refusal(String.class));
    }
}
