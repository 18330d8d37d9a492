package dev.bailey.k8s;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart in its modes: what it renders would be taken by a cluster and fits together. */
class ChartTest {
    private static final String STANDALONE = "mode: standalone\n";
    private static final String SIDECAR = "mode: sidecar\n";
    private static final String PLAIN_SIDECAR = "mode: sidecar\nsidecar: {native: false}\n";
    private static final String EVERYTHING = """
            tenant: acme
            contentType: jobs
            ingress: {enabled: true, className: nginx, tlsSecretName: acme-tls}
            gateway: {enabled: true}
            autoscaling: {enabled: true}
            networkPolicy: {callers: [{podSelector: {}}], servicePorts: [4001]}
            monitoring: {podMonitor: {enabled: true}, serviceMonitor: {enabled: true}}
            secretName: acme
            env: [{name: WHO, valueFrom: {secretKeyRef: {name: a, key: b}}}]
            extraPorts: [{name: legacy, port: 4100}]
            imagePullSecrets: [{name: registry}]
            priorityClassName: high
            podLabels: {team: ads}
            podAnnotations: {note: x}
            nodeSelector: {disk: ssd}
            tolerations: [{key: a, operator: Exists}]
            affinity: {nodeAffinity: {}}
            profile: throughput
            """;

    @TempDir
    Path folder;

    @Test
    void lints() {
        Chart.BAILEY.assertLintFindsNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                STANDALONE,
                SIDECAR,
                PLAIN_SIDECAR,
                STANDALONE + EVERYTHING,
                SIDECAR + EVERYTHING,
                SIDECAR
                        + "application: {container: {envFrom: [{secretRef: {name: a}}], volumeMounts: [{name: d, mountPath:"
                        + " /d}]}, volumes: [{name: d, emptyDir: {}}], command: [/app], args: [-x], env: [{name: A,"
                        + " value: b}]}"
            })
    void aClusterTakesWhatItRenders(String values) throws IOException {
        List<Manifest> all = withTests(values);
        assertEquals(
                List.of(),
                all.stream().map(ApiServer::refusal).flatMap(Optional::stream).toList());
        for (Manifest object : all) {
            if (object.kind().equals("Deployment") || object.kind().equals("Pod")) {
                assertEquals(List.of(), PodSecurity.violations(Pod.of(object)), object.toString());
            }
        }
        config(all);
        assertReferencesHold(all);
    }

    @Test
    void aTypoInTheValuesIsRefused() {
        assertTrue(Chart.BAILEY.refusal("replica: 3\n").contains("replica"));
        assertTrue(Chart.BAILEY.refusal("mode: both\n").contains("mode"));
        assertTrue(Chart.BAILEY.refusal("application: {ports: 80}\n").contains("ports"));
    }

    @Test
    void aNativeSidecarStartsBeforeTheApplicationAndGatesIt() {
        Pod pod = Pod.of(deployment(SIDECAR));
        List<Manifest> containers = pod.containers();
        assertEquals("bailey", containers.get(0).text("name"));
        assertEquals("Always", containers.get(0).text("restartPolicy"));
        assertEquals("/startupz", containers.get(0).text("startupProbe", "httpGet", "path"));
        assertEquals("application", containers.get(1).text("name"));
        ServiceConfig legacy = service("legacy", config(Chart.BAILEY.rendered(SIDECAR)));
        assertEquals("tcp://127.0.0.1:4000", legacy.urls().get(0).toString());
    }

    @Test
    void aPlainSidecarIsAnotherContainer() {
        Pod pod = Pod.of(deployment(PLAIN_SIDECAR));
        assertFalse(pod.template().has("spec", "initContainers"));
        assertFalse(pod.bailey().has("restartPolicy"));
    }

    @Test
    void theApplicationsImageAndPortAreTheUsers() {
        Pod pod = Pod.of(deployment(SIDECAR + "application: {image: 'shop/ads:7', port: 5000}\n"));
        assertEquals("shop/ads:7", pod.container("application").text("image"));
        assertEquals(5000, pod.container("application").number("ports", 0, "containerPort"));
        assertEquals("tcp://127.0.0.1:5000", pod.bailey().text("env", 0, "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {STANDALONE, SIDECAR, PLAIN_SIDECAR})
    void drainingFitsTheGracePeriod(String values) {
        List<Manifest> all = Chart.BAILEY.rendered(values);
        Pod pod = Pod.of(Manifest.only("Deployment", all));
        BridgeConfig config = config(all);
        Duration drain = config.drainDelay().plus(config.drainTimeout());
        Duration end = drain;
        if (values.startsWith(SIDECAR)) {
            int preStop = pod.container("application").number("lifecycle", "preStop", "sleep", "seconds");
            // 10 s: application.shutdownSeconds
            Duration application = Duration.ofSeconds(preStop + 10L);
            boolean oneAfterTheOther = pod.template().has("spec", "initContainers");
            end = oneAfterTheOther ? application.plus(drain) : longer(application, drain);
            assertTrue(oneAfterTheOther || preStop >= drain.toSeconds(), "the application outlives the drain");
        }
        assertTrue(end.toSeconds() + 5 <= pod.gracePeriodSeconds(), end + " does not fit " + pod.gracePeriodSeconds());
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        assertTrue(Chart.BAILEY
                .refusal(SIDECAR + "ports: {http: 9090}\n")
                .contains("ports.http and ports.admin are both 9090"));
        assertTrue(Chart.BAILEY
                .refusal(SIDECAR + "ports: {http: 4000}\napplication: {port: 4000}\n")
                .contains("ports.http and application.port are both 4000"));
        assertTrue(Chart.BAILEY
                .refusal(SIDECAR + "extraPorts: [{name: rpc, port: 4100}]\n")
                .contains("the name rpc is taken"));
    }

    @Test
    void namesThatLookLikeNumbersStayText() {
        Manifest deployment =
                Manifest.only("Deployment", Chart.BAILEY.rendered(STANDALONE + "tenant: '123'\ncontentType: '2024'\n"));
        JsonObject labels = deployment.at("metadata", "labels").getAsJsonObject();
        assertTrue(labels.get("bailey.dev/tenant").getAsJsonPrimitive().isString());
        assertTrue(labels.get("bailey.dev/content-type").getAsJsonPrimitive().isString());
    }

    @Test
    void aGracePeriodThatIsTooShortIsRefusedWithTheNumbers() {
        assertTrue(Chart.BAILEY
                .refusal(STANDALONE + "terminationGracePeriodSeconds: 34\n")
                .contains("terminationGracePeriodSeconds is 34, but ending in good order may take 35"));
        assertTrue(Chart.BAILEY
                .refusal(SIDECAR + "terminationGracePeriodSeconds: 49\n")
                .contains("may take 50"));
        assertTrue(Chart.BAILEY
                .refusal(PLAIN_SIDECAR + "drain: {timeoutSeconds: 50}\n")
                .contains("is 60, but ending in good order may take 70"));
    }

    @Test
    void whatBelongsToThePodIsNotForTheConfigurationToSay() {
        assertTrue(
                Chart.BAILEY.refusal("config: {drainDelay: 1s}\n").contains("config.drainDelay is set by the chart"));
        assertTrue(Chart.BAILEY.refusal("config: {http: {listen: ':1'}}\n").contains("use `ports.http`"));
    }

    @Test
    void theConfigurationMayBeTheTextOfAFile() {
        String text = """
                config: |
                  http: {serverTiming: true}
                  services: {legacy: {url: "${SERVICE_URL}", pool: {maxPending: 1000000}}}
                  routes:
                    - {rpc: legacy.get, http: "GET /legacy/{id}", service: legacy, errors: {-32001: 404, "*": 500}}
                """;
        BridgeConfig config = config(Chart.BAILEY.rendered(text));
        assertTrue(config.http().serverTiming());
        assertEquals(
                "legacy.get", config.routes().get(config.routes().size() - 1).name());
        assertEquals(1_000_000, service("legacy", config).pool().maxPending());
        assertTrue(Chart.BAILEY.refusal("config: 'a: [b'\n").contains("config is no YAML"));
    }

    @Test
    void theExamplesServiceCanBeTakenOut() {
        String values = """
                config:
                  services: {legacy: null, ads: {url: "${SERVICE_URL}"}}
                  defaults: {service: ads}
                """;
        assertEquals(
                Set.of("ads"), config(Chart.BAILEY.rendered(values)).services().keySet());
    }

    @Test
    void anotherConfigurationMakesOtherPods() {
        String checksum = Pod.of(deployment(STANDALONE)).annotation("checksum/bailey-config");
        assertEquals(checksum, Pod.of(deployment("replicas: 5\n")).annotation("checksum/bailey-config"));
        assertNotEquals(
                checksum, Pod.of(deployment("config: {limits: {batch: 7}}\n")).annotation("checksum/bailey-config"));
        assertNotEquals(
                checksum, Pod.of(deployment("drain: {delaySeconds: 6}\n")).annotation("checksum/bailey-config"));
    }

    @Test
    void itsTestCallsThroughTheEntryPointWithBaileysOwnClient() throws IOException {
        Manifest pod = Manifest.only("Pod", withTests(STANDALONE));
        assertEquals(
                "[\"call\",\"--timeout\",\"10s\",\"http://shop-bailey:80/rpc\",\"ads.get\",\"{\\\"id\\\":1}\"]",
                pod.at("spec", "containers", 0, "args").toString());
        String template = Files.readString(Path.of("chart/templates/tests/call.yaml"));
        assertTrue(template.contains("helm.sh/hook: test\n"), template);
    }

    @Test
    void scalesByWhateverAsksForTheMost() {
        Manifest scaler =
                Manifest.only("HorizontalPodAutoscaler", Chart.BAILEY.rendered("autoscaling: {enabled: true}"));
        assertEquals("bailey", scaler.text("spec", "metrics", 0, "containerResource", "container"));
        assertEquals("bailey_in_flight", scaler.text("spec", "metrics", 1, "pods", "metric", "name"));
        assertEquals("bailey_pool_wait_seconds", scaler.text("spec", "metrics", 2, "pods", "metric", "name"));
        assertEquals("50m", scaler.text("spec", "metrics", 2, "pods", "target", "averageValue"));
        assertFalse(deployment("autoscaling: {enabled: true}").has("spec", "replicas"), "two would fight over it");
        Manifest byCpu = Manifest.only(
                "HorizontalPodAutoscaler",
                Chart.BAILEY.rendered("autoscaling: {enabled: true, inFlightPerPod: 0, poolWait: ''}"));
        assertEquals(1, byCpu.items("spec", "metrics").size());
    }

    @Test
    void theLibrarysDefaultsAreThoseOfTheChart() throws IOException {
        String template = Files.readString(Path.of("chart/charts/bailey-library/templates/_defaults.tpl"));
        String yaml = template.substring(template.indexOf("-}}\n") + 4, template.lastIndexOf("{{- end"));
        JsonObject library = Manifest.all(yaml).get(0).json();
        JsonObject chart = Manifest.of(Path.of("chart/values.yaml")).json();
        for (Map.Entry<String, JsonElement> value : library.entrySet()) {
            assertEquals(chart.get(value.getKey()), value.getValue(), value.getKey());
        }
        String version = Manifest.of(Path.of("chart/Chart.yaml")).text("appVersion");
        assertEquals(version, chart.getAsJsonObject("image").get("tag").getAsString());
    }

    @Test
    void aChartOfOnesOwnTakesTheSidecarFromTheLibrary() throws IOException {
        // the example names the library by its place beside it
        Chart.BAILEY.copy(folder.resolve("chart"));
        Chart own = new Chart(Path.of("examples/own-chart")).copy(folder.resolve("examples/own-chart"));
        own.withDependencies().assertLintFindsNothing();
        List<Manifest> all = own.rendered("{}");
        assertEquals(
                List.of(),
                all.stream().map(ApiServer::refusal).flatMap(Optional::stream).toList());
        Manifest deployment = Manifest.only("Deployment", all);
        Pod pod = Pod.of(deployment);
        assertEquals(List.of(), PodSecurity.violations(pod));
        assertEquals("Always", pod.bailey().text("restartPolicy"));
        assertEquals(Set.of("ads"), config(all).services().keySet(), "its own service, and no example");
    }

    /** What the chart renders, its test pod too. */
    private List<Manifest> withTests(String values) throws IOException {
        return Chart.BAILEY.withoutHooks(folder.resolve("chart")).rendered(values);
    }

    private static Manifest deployment(String values) {
        return Manifest.only("Deployment", Chart.BAILEY.rendered(values));
    }

    /** Bailey's configuration as its pod would read it. */
    private static BridgeConfig config(List<Manifest> all) {
        String yaml = Manifest.only("ConfigMap", all).text("data", "bailey.yaml");
        Manifest bailey = Pod.of(Manifest.only("Deployment", all)).bailey();
        return ConfigLoader.load("bailey.yaml", yaml, Map.of("SERVICE_URL", bailey.text("env", 0, "value")));
    }

    private static ServiceConfig service(String name, BridgeConfig config) {
        return requireNonNull(config.services().get(name), name);
    }

    /** Selectors meet the pods, ports have their names, and what is mounted is there. */
    private static void assertReferencesHold(List<Manifest> all) {
        Manifest deployment = Manifest.only("Deployment", all);
        Pod pod = Pod.of(deployment);
        List<String> portNames = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        pod.containers().forEach(container -> container.items("ports").forEach(port -> {
            portNames.add(port.get("name").getAsString());
            ports.add(port.get("containerPort").getAsString());
        }));
        assertEquals(List.copyOf(portNames), portNames.stream().distinct().toList());
        assertEquals(List.copyOf(ports), ports.stream().distinct().toList());
        for (Manifest object : all) {
            selector(object).ifPresent(labels -> labels.getAsJsonObject()
                    .entrySet()
                    .forEach(label -> assertEquals(
                            label.getValue().getAsString(), pod.label(label.getKey()), object.toString())));
        }
        for (Manifest service : Manifest.ofKind("Service", all)) {
            // by number: names of an init container's ports are known to Services since Kubernetes 1.33 only
            service.items("spec", "ports")
                    .forEach(port ->
                            assertTrue(ports.contains(port.get("targetPort").getAsString()), port.toString()));
        }
        assertEquals(
                Manifest.only("ConfigMap", all).name(), pod.template().text("spec", "volumes", 0, "configMap", "name"));
        List<String> volumes = pod.template().items("spec", "volumes").stream()
                .map(volume -> volume.get("name").getAsString())
                .toList();
        pod.containers().forEach(container -> container
                .items("volumeMounts")
                .forEach(mount -> assertTrue(volumes.contains(mount.get("name").getAsString()), mount.toString())));
    }

    private static Optional<JsonElement> selector(Manifest object) {
        return switch (object.kind()) {
            case "Service" -> Optional.of(object.at("spec", "selector"));
            case "Deployment", "PodDisruptionBudget", "PodMonitor" ->
                Optional.of(object.at("spec", "selector", "matchLabels"));
            case "NetworkPolicy" -> Optional.of(object.at("spec", "podSelector", "matchLabels"));
            default -> Optional.empty();
        };
    }
}
