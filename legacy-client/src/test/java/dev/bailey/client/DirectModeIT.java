package dev.bailey.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Delivery;
import dev.bailey.call.Outcome;
import dev.bailey.client.testing.Asked;
import dev.bailey.client.testing.HttpAsked;
import dev.bailey.client.testing.HttpPeer;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Callers of JSON-RPC whose services have moved to HTTP: the routes file knows, their code does not. */
class DirectModeIT {
    private static final String ROUTES = """
            routes:
              - {rpc: ads.get, http: 'GET /ads/{id}', types: {id: integer}, service: ads}
              - {rpc: ads.create, http: POST /ads, body: ad, status: 201, service: ads}
              - {rpc: ads.tag, http: 'PUT /ads/{id}/tags', types: {id: integer}, positional: [id, tags], service: ads}
              - {rpc: ads.viewed, http: 'POST /ads/{id}/views', types: {id: integer}, body: '', notify: true, service: ads}
            """;

    private final BlockingQueue<HttpAsked> requests = new ArrayBlockingQueue<>(100);
    private final BlockingQueue<Asked> calls = new ArrayBlockingQueue<>(100);

    record Ad(long id, String title) {}

    /** What callers have written years ago. */
    @RpcName("ads.")
    interface AdsApi {
        Ad get(long id, @Nullable String lang);

        CompletableFuture<Ad> create(Ad ad);

        @Notification
        void viewed(long id);
    }

    /** The service before it has moved. */
    private Script legacy() {
        return peer -> {
            while (true) {
                Asked asked = peer.asked();
                calls.add(asked);
                if (asked.params().contains("404")) {
                    peer.refuse(asked, -32004, "no such ad");
                } else if (!asked.isNotification()) {
                    peer.answer(asked, "{\"id\":7,\"title\":\"Vélo\"}");
                }
            }
        };
    }

    /** The same service after it has moved; it gives its old errors as Bailey's facade does. */
    private Script moved() {
        return HttpPeer.script(peer -> {
            while (true) {
                HttpAsked asked = peer.asked();
                requests.add(asked);
                if (asked.line().contains("404")) {
                    peer.answer(
                            404,
                            "application/problem+json",
                            "{\"type\":\"urn:bailey:outcome:rpc_error\",\"status\":404,\"code\":-32004,"
                                    + "\"message\":\"no such ad\"}");
                } else {
                    peer.answer(200, "application/json", "{\"id\":7,\"title\":\"Vélo\"}");
                }
            }
        });
    }

    private static BridgeConfig config(String url) {
        return ConfigLoader.load(
                "test.yaml",
                "services: {ads: {url: '" + url
                        + "', timeout: 20s, pool: {acquireTimeout: 10s, connectTimeout: 10s}}}\nlog: {calls: off}\n"
                        + ROUTES,
                Map.of());
    }

    /** All that a caller's code does, whatever the service speaks. */
    private static void use(LegacyClient client) throws Exception {
        AdsApi ads = client.proxy(AdsApi.class);
        assertEquals(new Ad(7, "Vélo"), ads.get(7, "fr"));
        assertEquals(new Ad(7, "Vélo"), ads.create(new Ad(7, "Vélo")).get(20, TimeUnit.SECONDS));
        ads.viewed(7);
        assertEquals(new Ad(7, "Vélo"), client.call("ads.get", Map.of("id", 7), Ad.class));
        ServiceErrorException missing = assertThrows(ServiceErrorException.class, () -> ads.get(404, null));
        assertEquals(OptionalInt.of(-32004), missing.code());
        assertEquals("no such ad", missing.serviceMessage());
        assertEquals(Outcome.RPC_ERROR, missing.outcome());
    }

    @Test
    void theSameCodeCallsTheServiceBeforeAndAfterItHasMoved() throws Exception {
        try (ScriptedService before = ScriptedService.tcp(legacy());
                LegacyClient client =
                        LegacyClient.direct(config(before.url().toString())).build()) {
            use(client);
            assertEquals("{\"id\":7,\"lang\":\"fr\"}", calls.take().params());
        }
        try (ScriptedService after = ScriptedService.tcp(moved());
                LegacyClient client = LegacyClient.direct(
                                config(after.httpUrl("").toString()))
                        .build()) {
            use(client);
        }
    }

    @Test
    void aCallIsAPlainHttpRequestToTheServiceItself() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(moved());
                LegacyClient client = LegacyClient.direct(
                                config(service.httpUrl("/v2").toString()))
                        .build()) {
            AdsApi ads = client.proxy(AdsApi.class);
            ads.get(7, "fr à");
            HttpAsked get = requests.take();
            assertEquals("GET /v2/ads/7?lang=fr%20%C3%A0 HTTP/1.1", get.line());
            assertTrue(Integer.parseInt(get.headers().get("x-envoy-expected-rq-timeout-ms")) <= 20_000);
            ads.create(new Ad(1, "a")).get(20, TimeUnit.SECONDS);
            HttpAsked create = requests.take();
            assertEquals("POST /v2/ads HTTP/1.1 {\"id\":1,\"title\":\"a\"}", create.line() + " " + create.body());
            assertEquals("application/json", create.headers().get("content-type"));
            client.call("ads.tag", List.of(7, List.of("a", "b")), Json.class);
            HttpAsked tag = requests.take();
            assertEquals("PUT /v2/ads/7/tags HTTP/1.1 {\"tags\":[\"a\",\"b\"]}", tag.line() + " " + tag.body());
            ads.viewed(7);
            assertEquals("POST /v2/ads/7/views HTTP/1.1", requests.take().line());
            assertEquals(1, service.accepted());
        }
    }

    @Test
    void someServicesMayHaveMovedAndOthersNot() throws Exception {
        try (ScriptedService ads = ScriptedService.tcp(moved());
                ScriptedService legacy = ScriptedService.tcp(legacy())) {
            BridgeConfig config =
                    ConfigLoader.load("test.yaml", """
                    services:
                      ads: {url: '%s', timeout: 20s, pool: {acquireTimeout: 10s, connectTimeout: 10s}}
                      moderation: {url: '%s', timeout: 20s, pool: {acquireTimeout: 10s, connectTimeout: 10s}}
                    routes:
                      - {rpc: get, name: ads.get, http: 'GET /ads/{id}', service: ads}
                      - {rpc: check, name: moderation.check, http: POST /moderation, service: moderation}
                    """.formatted(ads.httpUrl(""), legacy.url()), Map.of());
            try (LegacyClient client = LegacyClient.direct(config).build()) {
                Batch batch = client.batch();
                batch.call("ads.get", Map.of("id", "x y"), Ad.class);
                BatchCall<Ad> checked = batch.call("moderation.check", Map.of("id", 7), Ad.class);
                BatchCall<Ad> unknown = batch.call("ads.wipe", null, Ad.class);
                batch.send();
                assertEquals(new Ad(7, "Vélo"), checked.get());
                assertEquals("GET /ads/x%20y HTTP/1.1", requests.take().line());
                assertEquals("check", calls.take().method());
                CallFailedException unrouted = assertThrows(CallFailedException.class, unknown::get);
                assertEquals(Outcome.NO_ROUTE, unrouted.outcome());
            }
        }
    }

    @Test
    void anHttpErrorIsAnErrorWithItsStatusAndBody() throws Exception {
        Script script = HttpPeer.script(peer -> {
            peer.asked();
            peer.answer(409, "application/json", "{\"why\": \"sold\"}");
            peer.asked();
            peer.answer(204, "application/json", "");
        });
        try (ScriptedService service = ScriptedService.tcp(script);
                LegacyClient client = LegacyClient.direct(
                                config(service.httpUrl("").toString()))
                        .build()) {
            ServiceErrorException conflict = assertThrows(
                    ServiceErrorException.class, () -> client.call("ads.create", Map.of("ad", 1), Ad.class));
            assertEquals(OptionalInt.of(-32009), conflict.code());
            assertEquals(Outcome.HTTP_ERROR, conflict.outcome());
            assertEquals(
                    "{\"status\":409,\"body\":{\"why\": \"sold\"}}",
                    conflict.data().toString());
            assertNull(client.call("ads.create", Map.of("ad", 1), Ad.class));
        }
    }

    @Test
    void whatARequestCannotCarryIsRefusedBeforeItIsSent() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(moved());
                LegacyClient client = LegacyClient.direct(
                                config(service.httpUrl("").toString()))
                        .build()) {
            CallFailedException missing =
                    assertThrows(CallFailedException.class, () -> client.call("ads.get", null, Ad.class));
            assertEquals(Outcome.BAD_REQUEST, missing.outcome());
            assertEquals(Delivery.NOT_SENT, missing.delivery());
            assertTrue(missing.detail().contains("id"), missing.detail());
            assertTrue(requests.isEmpty());
        }
    }

    @Test
    void aDeadlineEndsACallAndItsConnection() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.firstThen(Script.silent(), moved()));
                LegacyClient client = LegacyClient.direct(
                                config(service.httpUrl("").toString()))
                        .build()) {
            CallFailedException late =
                    assertThrows(CallFailedException.class, () -> client.withTimeout(Duration.ofMillis(300))
                            .call("ads.create", Map.of("ad", 1), Ad.class));
            assertEquals(Outcome.TIMEOUT, late.outcome());
            assertEquals(new Ad(7, "Vélo"), client.call("ads.create", Map.of("ad", 1), Ad.class));
        }
    }

    @Test
    void aServiceThatSpeaksHttpIsCalledByItsRoutesOnly() {
        BridgeConfig config = config("http://127.0.0.1:1");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> LegacyClient.to(config, "ads"));
        assertEquals(
                "the service 'ads' speaks HTTP; its methods are the routes', for LegacyClient.direct",
                refused.getMessage());
    }
}
