package dev.bailey.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl kustomize} makes of the plain manifests. */
class KustomizeTest {
    private static final int OLDEST_MINOR = 22;

    @BeforeAll
    static void needsKubectl() throws Exception {
        String from = "1.22 or newer";
        String kubectl = Installed.command("kubectl", from);
        JsonObject version = JsonParser.parseString(run(kubectl, "version", "--client", "--output=json"))
                .getAsJsonObject()
                .getAsJsonObject("clientVersion");
        int minor = Integer.parseInt(version.get("minor").getAsString().replaceAll("\\D", ""));
        Installed.need(minor >= OLDEST_MINOR, "kubectl is of 1." + minor + ", not " + from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kustomize/base", "kustomize/overlays/acme-ads", "kustomize/overlays/sidecar"})
    void aClusterTakesIt(String folder) throws Exception {
        List<Manifest> all = kustomized(folder);
        assertEquals(
                List.of(),
                all.stream().map(ApiServer::refusal).flatMap(Optional::stream).toList());
        Manifest deployment = Manifest.only("Deployment", all);
        Pod pod = Pod.of(deployment);
        assertEquals(List.of(), PodSecurity.violations(pod));
        assertTrue(deployment.has("spec", "selector", "matchLabels"));
        Manifest config = Manifest.only("ConfigMap", all);
        assertTrue(
                pod.template().at("spec", "volumes").toString().contains("\"name\":\"" + config.name() + "\""),
                "the pod mounts the configuration by its hashed name");
        BridgeConfig bridge = config(all);
        long end = bridge.drainDelay().plus(bridge.drainTimeout()).toSeconds();
        if (deployment.name().equals("ads")) {
            end += pod.container("application").number("lifecycle", "preStop", "sleep", "seconds");
        }
        assertTrue(end + 5 <= pod.gracePeriodSeconds(), "draining takes " + end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base, standalone", "overlays/sidecar, sidecar"})
    void itIsWhatTheChartRenders(String folderAndMode) throws Exception {
        String[] parts = folderAndMode.split(", ", -1);
        List<Manifest> plain = kustomized("kustomize/" + parts[0]);
        String image = bailey(plain).text("image");
        String repository = image.substring(0, image.indexOf(':'));
        List<Manifest> chart = Chart.BAILEY.rendered("mode: " + parts[1] + "\nimage: {repository: " + repository + "}");
        assertEquals(bailey(chart).json(), bailey(plain).json());
        assertEquals(config(chart).toString(), config(plain).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kustomize/overlays/acme-ads", "kustomize/overlays/sidecar"})
    void runbooksAndAlertsFindItByItsTenant(String folder) throws Exception {
        Pod pod = Pod.of(Manifest.only("Deployment", kustomized(folder)));
        assertEquals("acme", pod.label("bailey.dev/tenant"));
        assertEquals("ads", pod.label("bailey.dev/content-type"));
        assertEquals("registry.example.com/bailey:0.1.0-SNAPSHOT", pod.bailey().text("image"));
    }

    @Test
    void aTenantHasItsOwnNamesLabelsServiceAndRoutes() throws Exception {
        List<Manifest> all = kustomized("kustomize/overlays/acme-ads");
        Manifest deployment = Manifest.only("Deployment", all);
        assertEquals("bailey-acme-ads", deployment.name());
        assertEquals("acme", Pod.of(deployment).label("bailey.dev/tenant"));
        assertEquals("tcp://acme-moderation:4000", bailey(all).text("env", 0, "value"));
        assertEquals(2, config(all).routes().size());
        assertEquals(
                "bailey-acme-ads",
                Manifest.only("Ingress", all)
                        .text("spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"));
    }

    @Test
    void trafficMovesStepByStepFromAllToTheOldToAllToTheNew() throws Exception {
        List<Integer> shares = new ArrayList<>(List.of(share("traffic/base")));
        try (Stream<Path> steps = Files.list(Path.of("traffic/steps"))) {
            for (Path step : steps.sorted().toList()) {
                int share = share(step.toString());
                assertEquals(Integer.parseInt(step.getFileName().toString()), share);
                shares.add(share);
            }
        }
        assertEquals(List.of(0, 1, 5, 25, 50, 100), shares);
    }

    /** Per cent of the calls that go to Bailey. */
    private static int share(String folder) throws Exception {
        Manifest route = Manifest.only("HTTPRoute", kustomized(folder));
        assertEquals(Optional.empty(), ApiServer.refusal(route));
        int old = route.number("spec", "rules", 0, "backendRefs", 0, "weight");
        int bailey = route.number("spec", "rules", 0, "backendRefs", 1, "weight");
        assertEquals(100, old + bailey);
        assertEquals("acme-ads-bailey", route.text("spec", "rules", 0, "backendRefs", 1, "name"));
        return bailey;
    }

    private static Manifest bailey(List<Manifest> all) {
        return Pod.of(Manifest.only("Deployment", all)).bailey();
    }

    private static BridgeConfig config(List<Manifest> all) {
        String yaml = Manifest.only("ConfigMap", all).text("data", "bailey.yaml");
        return ConfigLoader.load(
                "bailey.yaml", yaml, Map.of("SERVICE_URL", bailey(all).text("env", 0, "value")));
    }

    private static List<Manifest> kustomized(String folder) throws Exception {
        return Manifest.all(run("kubectl", "kustomize", folder));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("kubectl", ".log");
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it has not ended");
            assertEquals(0, process.exitValue(), Files.readString(errors));
            return said;
        } finally {
            Files.delete(errors);
        }
    }
}
