package dev.bailey.sidecar.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.ProblemRendering;
import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminHandlerTest {
    private static final BridgeConfig CONFIG = ConfigLoader.load("test.yaml", """
            services:
              ads: {url: 'tcp://127.0.0.1:4000'}
              users: {url: 'tcp://127.0.0.1:4001'}
            routes:
              - {rpc: ads.get, name: 'ads "get"', http: 'GET /ads/{id}', additional: [GET /v1/ads/{id}], service: ads}
              - {rpc: ads.viewed, http: 'POST /ads/{id}/views', notify: true, service: ads}
            """, Map.of());

    private final Map<String, Boolean> services = new LinkedHashMap<>(Map.of("ads", true));
    private final Health health = new Health(() -> services);
    private final AdminHandler admin =
            AdminHandler.of(health, CONFIG, new MetricsPage(() -> "m 1\n", Collections::emptyIterator, Runnable::run));

    @Test
    void aliveIsWhoeverAnswers() {
        assertEquals(200, get("/livez").status());
        services.put("ads", false);
        health.draining();
        assertEquals(200, get("/livez").status());
    }

    @Test
    void readyFromTheStartToTheDrain() {
        assertEquals(503, get("/readyz").status());
        health.started();
        assertEquals(200, get("/readyz").status());
        health.draining();
        assertEquals(503, get("/readyz").status());
    }

    @Test
    void startedStaysStarted() {
        assertEquals(503, get("/startupz").status());
        health.started();
        assertEquals(200, get("/startupz").status());
        health.draining();
        assertEquals(200, get("/startupz").status());
    }

    @Test
    void oneServiceWithinReachIsEnough() {
        health.started();
        services.put("users", false);
        assertEquals(200, get("/readyz").status());
        services.put("ads", false);
        assertEquals(503, get("/readyz").status());
    }

    @Test
    void verboseSaysWhy() {
        services.put("users", false);
        assertEquals(
                "[-] bridge: starting\n[+] service ads: up\n[-] service users: cannot be reached\nnot ok\n",
                text(get("/readyz?verbose")));
        health.started();
        assertEquals(
                "[+] bridge: serving\n[+] service ads: up\n[-] service users: cannot be reached\nok\n",
                text(get("/readyz?verbose=1")));
        assertEquals("ok\n", text(get("/readyz?verbosity")));
    }

    @Test
    void theRoutesAreJson() throws JsonException {
        HttpReply.Answer answer = get("/routes");
        assertEquals("application/json", answer.headers().first("Content-Type"));
        Json routes = Json.parse(text(answer).strip().getBytes(UTF_8), JsonLimits.DEFAULT);
        Json first = first(routes);
        assertEquals("ads \"get\"", first.member("name").text());
        assertEquals("GET /ads/{id}", first.member("http").text());
        assertEquals("[\"GET /v1/ads/{id}\"]", first.member("additional").toString());
        assertTrue(text(answer).contains("\"notify\":true"), text(answer));
    }

    @Test
    void theConfigurationIsWhole() {
        HttpReply.Answer answer = get("/config");
        assertEquals("application/yaml; charset=utf-8", answer.headers().first("Content-Type"));
        assertTrue(text(answer).contains("drainTimeout: 25s"), text(answer));
    }

    @Test
    void metricsAreTextOfPrometheus() {
        HttpReply.Answer answer = get("/metrics");
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8", answer.headers().first("Content-Type"));
        assertEquals("m 1\n", text(answer));
    }

    @Test
    void tooManyReadersOfMetricsAreSentAway() {
        MetricsPage busy = new MetricsPage(() -> "", Collections::emptyIterator, task -> {
            throw new RejectedExecutionException();
        });
        assertEquals(
                503,
                answer(AdminHandler.of(health, CONFIG, busy), "GET", "/metrics").status());
    }

    @Test
    void aPageThatFailsTellsNothingOfIt() {
        MetricsPage broken = new MetricsPage(
                () -> {
                    throw new IllegalStateException("secret");
                },
                Collections::emptyIterator,
                Runnable::run);
        HttpReply.Answer answer = answer(AdminHandler.of(health, CONFIG, broken), "GET", "/metrics");
        assertEquals(500, answer.status());
        assertFalse(text(answer).contains("secret"), text(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/readyz/", "/LIVEZ", "/ads/7", "/config/x", "/metrics%2f"})
    void elsewhereThereIsNothing(String target) {
        HttpReply.Answer answer = get(target);
        assertEquals(404, answer.status());
        assertEquals("application/problem+json", answer.headers().first("Content-Type"));
        assertTrue(text(answer).contains("/livez, /readyz, /startupz, /metrics, /routes, /config"), text(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"})
    void nothingCanBeChanged(String verb) {
        HttpReply.Answer answer = answer(admin, verb, "/config");
        assertEquals(405, answer.status());
        assertEquals("GET, HEAD", answer.headers().first("Allow"));
    }

    private static Json first(Json array) throws JsonException {
        JsonElements elements = array.elements();
        assertTrue(elements.next());
        return elements.value();
    }

    private HttpReply.Answer get(String target) {
        return answer(admin, "GET", target);
    }

    private static HttpReply.Answer answer(AdminHandler admin, String verb, String target) {
        HttpCall call = new HttpCall(verb, target, 1, Headers.NONE, HttpBody.NONE, Call.on(new DirectLoop()));
        return (HttpReply.Answer)
                new ProblemRendering(admin).handle(call).toCompletableFuture().join();
    }

    private static String text(HttpReply.Answer answer) {
        return answer.body().toString();
    }
}
