package dev.bailey.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sidecar as a real process, from its first line to the end of its drain. */
@Timeout(120)
class RunCommandIT {
    @TempDir
    Path folder;

    @Test
    void servesAndTellsOfItself() throws Exception {
        try (HeldService service = new HeldService();
                SidecarProcess sidecar = run(service, "")) {
            int http = sidecar.port("http");
            int admin = sidecar.port("admin");
            try (Http caller = Http.send(http, "GET /ads/7?lang=fr")) {
                HeldService.Held held = service.take();
                assertTrue(held.request().contains("\"params\":{\"id\":7,\"lang\":\"fr\"}"), held.request());
                held.answer("{\"id\":7}");
                assertTrue(caller.answer().endsWith("\r\n\r\n{\"id\":7}"));
            }
            assertTrue(Http.get(admin, "/livez").startsWith("HTTP/1.1 200 "));
            assertTrue(Http.get(admin, "/startupz").startsWith("HTTP/1.1 200 "));
            assertContains("[+] service ads: up\nok\n", Http.get(admin, "/readyz?verbose"));
            assertTrue(Http.get(admin, "/routes").contains("\"http\":\"GET /ads/{id}\""));
            assertTrue(Http.get(admin, "/config").contains("tcp://127.0.0.1:" + service.port()));
            assertTrue(Http.get(admin, "/metrics")
                    .contains("bailey_calls_seconds_count{direction=\"facade\",outcome=\"ok\",route=\"ads.get\"} 1\n"));
            assertTrue(Http.get(http, "/metrics").startsWith("HTTP/1.1 404 "), "never on the HTTP edge");
            sidecar.terminate();
            assertEquals("", sidecar.rest());
            assertEquals(0, sidecar.exitCode());
            assertEquals(List.of(), leftBehind(), "no files");
        }
    }

    @Test
    void aCallInFlightOutlivesTheSignal() throws Exception {
        try (HeldService service = new HeldService();
                SidecarProcess sidecar = run(service, "drainDelay: 30s\n")) {
            int http = sidecar.port("http");
            int admin = sidecar.port("admin");
            try (Http caller = Http.send(http, "GET /ads/7")) {
                HeldService.Held held = service.take();
                sidecar.terminate();
                awaitNotReady(admin);
                try (Http late = Http.send(http, "GET /ads/8")) {
                    service.take().answer("8");
                    assertTrue(late.answer().startsWith("HTTP/1.1 200 "), "served during drainDelay");
                }
                held.answer("7");
                assertTrue(caller.answer().endsWith("\r\n\r\n7"));
            }
            sidecar.terminate();
            assertEquals(1, sidecar.exitCode(), "the second signal ends it at once");
        }
    }

    @Test
    void afterTheDelayNobodyNewIsTakenAndTheLastAnswerIsGiven() throws Exception {
        try (HeldService service = new HeldService();
                SidecarProcess sidecar = run(service, "drainTimeout: 30s\n")) {
            int http = sidecar.port("http");
            int admin = sidecar.port("admin");
            try (Http caller = Http.send(http, "GET /ads/7")) {
                HeldService.Held held = service.take();
                sidecar.terminate();
                awaitNotReady(admin);
                assertTrue(Http.get(admin, "/livez").startsWith("HTTP/1.1 200 "), "alive while it drains");
                awaitClosed(http);
                held.answer("7");
                assertTrue(caller.answer().endsWith("\r\n\r\n7"));
            }
            assertEquals(0, sidecar.exitCode());
            assertTrue(sidecar.err().contains("drained: no call was lost"), sidecar.err());
        }
    }

    @Test
    void whatIsStillOpenWhenTheTimeIsOverIsCut() throws Exception {
        try (HeldService service = new HeldService();
                SidecarProcess sidecar = run(service, "drainTimeout: 100ms\n")) {
            int http = sidecar.port("http");
            try (Http caller = Http.send(http, "GET /ads/7")) {
                service.take();
                sidecar.terminate();
                String answer = caller.answer();
                assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
                assertContains("Connection: close", answer);
            }
            assertEquals(0, sidecar.exitCode());
            assertTrue(sidecar.err().contains("calls that were cut: 1"), sidecar.err());
            assertContains("\"outcome\":\"overloaded\"", sidecar.err());
        }
    }

    @Test
    void logLinesAreJsonOnStderr() throws Exception {
        try (HeldService service = new HeldService();
                SidecarProcess sidecar = run(service, "")) {
            int http = sidecar.port("http");
            assertTrue(Http.get(http, "/nowhere").startsWith("HTTP/1.1 404 "));
            sidecar.terminate();
            assertEquals(0, sidecar.exitCode());
            List<String> lines = sidecar.err().lines().toList();
            assertTrue(lines.stream().allMatch(line -> line.startsWith("{\"time\":\"")), sidecar.err());
            assertTrue(
                    lines.stream().anyMatch(line -> line.contains("\"route\":\"_other\"") && line.contains("no_route")),
                    sidecar.err());
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (HeldService service = new HeldService()) {
            Path file = config(service, "").resolveSibling("taken.yaml");
            String taken = "http: {listen: '127.0.0.1:" + service.port() + "'}\nadmin: {listen: '127.0.0.1:0'}\n";
            Files.writeString(file, taken + routes(service));
            try (SidecarProcess sidecar = SidecarProcess.start(folder, "run", "-c", file.toString())) {
                assertEquals("", sidecar.rest());
                assertEquals(1, sidecar.exitCode());
                assertTrue(
                        sidecar.err().contains("cannot listen on 127.0.0.1:" + service.port() + " (http)"),
                        sidecar.err());
            }
        }
    }

    private SidecarProcess run(HeldService service, String more) throws IOException {
        return SidecarProcess.start(folder, "run", "-c", config(service, more).toString());
    }

    private Path config(HeldService service, String more) throws IOException {
        String edges = "http: {listen: '127.0.0.1:0'}\nadmin: {listen: '127.0.0.1:0'}\n";
        return Files.writeString(folder.resolve("bailey.yaml"), edges + more + routes(service));
    }

    private static String routes(HeldService service) {
        return "services: {ads: {url: 'tcp://127.0.0.1:" + service.port() + "', timeout: 60s}}\n"
                + "routes: [{rpc: ads.get, http: 'GET /ads/{id}', types: {id: integer}, service: ads}]\n";
    }

    /** The signal takes a moment to arrive; from then on readiness is gone for good. */
    private static void awaitNotReady(int admin) throws IOException {
        while (Http.get(admin, "/readyz").startsWith("HTTP/1.1 200 ")) {
            Thread.onSpinWait();
        }
        assertContains("[-] bridge: draining", Http.get(admin, "/readyz?verbose"));
    }

    private static void assertContains(String expected, String text) {
        assertTrue(text.contains(expected), text);
    }

    private static void awaitClosed(int http) throws IOException {
        assertThrows(ConnectException.class, () -> {
            while (true) {
                assertFalse(Http.get(http, "/nowhere").isEmpty());
            }
        });
    }

    private List<String> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("bailey.yaml") && !name.startsWith("stderr"))
                    .toList();
        }
    }
}
