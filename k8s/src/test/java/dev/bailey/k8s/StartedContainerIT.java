package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container of the rendered pods as a process, judged by its own probes from its start to the end of its drain. */
@Timeout(120)
class StartedContainerIT {
    private static final String ROUTES = """
            config: |
              services: {legacy: {url: "${SERVICE_URL}"}}
              defaults: {service: legacy}
              routes:
                - {rpc: ads.get, http: "GET /ads/{id}", types: {id: integer}}
                - {rpc: ads.hold, http: "GET /held/{id}", timeout: 60s}
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode: standalone\ndrain: {delaySeconds: 1}\n",
                "mode: standalone\nprofile: throughput\nresources: {limits: {memory: 256Mi}}\ndrain: {delaySeconds: 1}\n",
                "mode: sidecar\n",
                "mode: sidecar\nsidecar: {native: false}\ndrain: {delaySeconds: 1}\n"
            })
    void servesAndDrains(String mode) throws Exception {
        try (LegacyService service = LegacyService.start(0)) {
            List<Manifest> all = Chart.BAILEY.rendered(mode + ROUTES + places(service.port()));
            try (StartedContainer bailey = StartedContainer.start(all, folder)) {
                bailey.awaitStarted();
                bailey.await("readinessProbe", true);
                assertTrue(bailey.passes("livenessProbe"));
                assertEquals(
                        "{\"id\":1}", Http.get(bailey.port("http"), "/ads/7").body());
                CompletableFuture<HttpResponse<String>> inFlight = Http.begin(bailey.port("http"), "/held/1");
                LegacyService.Held held = service.take();
                bailey.terminate();
                bailey.await("readinessProbe", false);
                assertTrue(bailey.passes("livenessProbe"), "alive while it drains");
                held.answer();
                assertEquals("{\"held\":true}", inFlight.get().body());
                bailey.assertEndsWithin(Pod.of(Manifest.only("Deployment", all)).gracePeriodSeconds());
                assertTrue(bailey.log().contains("drained: no call was lost"), bailey.log());
            }
        }
    }

    @Test
    void startsBeforeTheApplicationAndIsReadyWithIt() throws Exception {
        int application = Ports.free(1).get(0);
        List<Manifest> all = Chart.BAILEY.rendered("mode: sidecar\n" + ROUTES + places(application));
        try (StartedContainer bailey = StartedContainer.start(all, folder)) {
            bailey.awaitStarted();
            assertFalse(bailey.passes("readinessProbe"), "the application is not there");
            assertTrue(bailey.passes("livenessProbe"), "which is no reason to start anew");
            try (LegacyService service = LegacyService.start(application)) {
                assertEquals(application, service.port());
                bailey.await("readinessProbe", true);
                assertEquals(
                        "{\"id\":1}", Http.get(bailey.port("http"), "/ads/7").body());
            }
            bailey.await("readinessProbe", false);
        }
    }

    @Test
    void theTestPodsCommandCallsThroughIt() throws Exception {
        try (LegacyService service = LegacyService.start(0)) {
            String values = "mode: standalone\n" + places(service.port());
            List<Manifest> all =
                    Chart.BAILEY.withoutHooks(folder.resolve("chart")).rendered(values);
            try (StartedContainer bailey = StartedContainer.start(all, folder)) {
                bailey.awaitStarted();
                bailey.await("readinessProbe", true);
                Manifest caller = Pod.of(Manifest.only("Pod", all)).containers().get(0);
                Map<String, String> places = Map.of("//shop-bailey:80/", "//127.0.0.1:" + bailey.port("http") + "/");
                Path said = folder.resolve("said");
                Process test = StartedContainer.process(caller, places, said);
                assertTrue(test.waitFor(60, TimeUnit.SECONDS));
                assertEquals("{\"id\":1}\n", Files.readString(said));
                assertEquals(0, test.exitValue());
            }
        }
    }

    /** Ports that are free here, and where the service is. */
    private static String places(int service) throws IOException {
        List<Integer> ports = Ports.free(2);
        return "ports: {http: " + ports.get(0) + ", admin: " + ports.get(1) + "}\n"
                + "application: {port: " + service + "}\n"
                + "backend: {url: 'tcp://127.0.0.1:" + service + "'}\n";
    }
}
