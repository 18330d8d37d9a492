package dev.bailey.sidecar.demo;

import java.util.List;

/**
 * One call that the demo makes.
 *
 * @param title what it shows
 * @param path and query
 * @param body JSON; empty for none
 * @param status that is expected
 * @param expected what the answer's body must contain
 */
public record DemoCall(String title, String verb, String path, String body, int status, String expected) {

    /** What the demo shows, in order. */
    public static List<DemoCall> all() {
        return List.of(
                new DemoCall(
                        "Path and query become params",
                        "GET",
                        "/ads/7?lang=fr",
                        "",
                        200,
                        "{\"id\":7,\"title\":\"Vélo de ville\",\"price\":120.50,"),
                new DemoCall(
                        "So does a body; the route says 201",
                        "POST",
                        "/ads/7/moderation",
                        "{\"state\":\"accepted\",\"score\":0.10}",
                        201,
                        "\"state\":\"accepted\""),
                new DemoCall(
                        "The service's error becomes the route's status",
                        "POST",
                        "/ads/8/moderation",
                        "{\"state\":\"refused\"}",
                        404,
                        "\"code\":-32001"),
                new DemoCall("A notification: nobody waits for an answer", "POST", "/ads/7/views", "", 202, ""),
                new DemoCall(
                        "What does not fit never reaches the service",
                        "GET",
                        "/ads/seven",
                        "",
                        400,
                        "urn:bailey:outcome:bad_request"));
    }

    /** Frames that its request and its reply are on the service's wire: none when the bridge itself refuses. */
    int frames() {
        return status == 400 ? 0 : status == 202 ? 1 : 2;
    }
}
