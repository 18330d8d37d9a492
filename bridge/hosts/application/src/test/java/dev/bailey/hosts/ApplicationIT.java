package dev.bailey.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the owner of the service gets for one dependency and the routes file. */
class ApplicationIT {
    private static Running application;

    @BeforeAll
    static void start() {
        application = new Running(Application.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void routesAreServedFromPlainMethods() throws Exception {
        HttpResponse<String> answer = application.get("/ads/7?lang=fr");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().contains("\"id\":7") && answer.body().contains("\"lang\":\"fr\""), answer.body());
    }

    @Test
    void aDispatcherThatReadsJsonRpcItselfGetsEveryByte() throws Exception {
        HttpResponse<String> answer =
                application.post("/echo/a%2Fb", "{\"price\": 1.50, \"big\": 12345678901234567890}");
        assertEquals("{\"name\":\"a/b\",\"price\":1.50,\"big\":12345678901234567890}", answer.body());
    }

    @Test
    void whatDoesNotFitIsRefusedAsBySidecars() throws Exception {
        HttpResponse<String> answer = application.get("/ads/seven");
        assertEquals(400, answer.statusCode());
        assertEquals("""
                {"type":"urn:bailey:outcome:bad_request","title":"Bad request","status":400,\
                "detail":"the path variable 'id' must be an integer"}""", answer.body());
    }

    @Test
    void theApplicationsOwnEndpointsStay() throws Exception {
        assertEquals("hello", application.get("/hello").body());
    }

    @Test
    void healthTellsOfTheServices() throws Exception {
        String health = application.get("/actuator/health").body();
        assertTrue(health.contains("\"bailey\":{"), health);
        assertTrue(health.contains("\"moderation\":\"up\""), health);
    }

    @Test
    void callsAreMeasuredInTheApplicationsRegistry() throws Exception {
        application.get("/ads/8");
        String metrics = application.get("/actuator/prometheus").body();
        assertTrue(
                metrics.contains("bailey_calls_seconds_count{direction=\"facade\",outcome=\"ok\",route=\"ads.get\"}"),
                metrics);
    }
}
