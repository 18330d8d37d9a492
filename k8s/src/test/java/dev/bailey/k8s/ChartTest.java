package dev.bailey.k8s;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigException;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart in its modes: what it renders would be taken by a cluster and fits together. */
class ChartTest {
    private static final String STANDALONE = "mode: standalone\n";
    private static final String SIDECAR = "mode: sidecar\n";
    private static final String PLAIN_SIDECAR = "mode: sidecar\nsidecar: {native: false}\n";
    private static final String IN_PROCESS = "mode: in-process\napplication: {httpPort: 8081}\n";
    private static final String EVERYTHING = """
            tenant: acme
            contentType: jobs
            ingress: {enabled: true, className: nginx, tlsSecretName: acme-tls}
            gateway: {enabled: true}
            autoscaling: {enabled: true}
            networkPolicy: {callers: [{podSelector: {}}], egress: [{ports: [{port: 4001}]}]}
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
            resources: {limits: {memory: 256Mi}}
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
                SIDECAR + "application: {httpPort: 8081}\ngateway: {enabled: true, directPercent: 5}\n",
                PLAIN_SIDECAR + EVERYTHING,
                IN_PROCESS,
                IN_PROCESS + EVERYTHING,
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
        if (!values.startsWith(IN_PROCESS)) {
            config(all);
        }
        assertReferencesHold(all);
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
    void namesThatLookLikeNumbersStayText() {
        Manifest deployment =
                Manifest.only("Deployment", Chart.BAILEY.rendered(STANDALONE + "tenant: '123'\ncontentType: '2024'\n"));
        JsonObject labels = deployment.at("metadata", "labels").getAsJsonObject();
        assertTrue(labels.get("bailey.dev/tenant").getAsJsonPrimitive().isString());
        assertTrue(labels.get("bailey.dev/content-type").getAsJsonPrimitive().isString());
    }

    @Test
    void theConfigurationIsTakenAsItIs() {
        String text = """
                # numbers that YAML would write anew
                services:
                  legacy: {url: "${SERVICE_URL}", version: "1.0", pool: {maxPending: 1000000}}
                routes:
                  - {rpc: ads.get, http: "GET /ads/{id}", service: legacy, errors: {-32001: 404, "*": 500}}
                  - {rpc: ads.big, http: "GET /big", service: legacy, constants: {a: 12345678901234567890, b: 1.10, c: 1e400}}
                """;
        List<Manifest> all = Chart.BAILEY.rendered("serverTiming: true\nconfig: |\n" + text.indent(2));
        String mounted = Manifest.only("ConfigMap", all).text("data", "bailey.yaml");
        assertTrue(mounted.startsWith(text), mounted);
        BridgeConfig config = config(all);
        assertTrue(config.http().serverTiming());
        assertEquals(1_000_000, service("legacy", config).pool().maxPending());
    }

    @Test
    void aConfigurationThatIsWrongTwiceIsLeftForBaileyToRefuse() {
        String values = """
                config: |
                  services: {legacy: {url: "${SERVICE_URL}"}}
                  routes:
                    - {rpc: ads.get, http: "GET /ads/{id}", service: legacy, timeout: 1s, timeout: 2s}
                """;
        ConfigException refused = assertThrows(ConfigException.class, () -> config(Chart.BAILEY.rendered(values)));
        assertTrue(String.valueOf(refused.getMessage()).contains("timeout"), refused.getMessage());
    }

    @Test
    void largeNumbersStayWholeOnes() {
        Manifest deployment = deployment("terminationGracePeriodSeconds: 1000000\n");
        assertEquals(
                "1000000",
                deployment
                        .at("spec", "template", "spec", "terminationGracePeriodSeconds")
                        .toString());
        assertEquals(
                "67108864",
                Pod.of(deployment("resources: {limits: {memory: 67108864}}\n"))
                        .bailey()
                        .at("resources", "limits", "memory")
                        .toString());
    }

    @Test
    void annotationsOfThePodAreThereOnce() {
        Pod pod = Pod.of(deployment("podAnnotations: {kubectl.kubernetes.io/default-container: other, note: x}\n"));
        assertEquals("other", pod.annotation("kubectl.kubernetes.io/default-container"));
        assertEquals("x", pod.annotation("note"));
        assertFalse(pod.annotation("checksum/bailey-config").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "tcp://moderation:4000 {'to':[{'podSelector':{}}]}",
                "http://moderation/rpc {'to':[{'podSelector':{}}]}",
                "tcp://moderation.acme:4000 {'to':[{'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'acme'}}}]}",
                "http://a.acme.svc.cluster.local {'to':[{'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'acme'}}}]}",
                "tcp://10.1.2.3:4000 {'to':[{'ipBlock':{'cidr':'10.1.2.3/32'}}],'ports':[{'port':4000}]}",
                "https://rpc.example.com/a:1 {'ports':[{'port':443}]}",
                "http://rpc.example.com:8080/a {'ports':[{'port':8080}]}",
                "tcp://[fd00::1]:4000 {'ports':[{'port':4000}]}",
            })
    void standaloneMayGoWhereItsServiceIsAndNowhereElse(String url, String rule) {
        Manifest policy = Manifest.only("NetworkPolicy", Chart.BAILEY.rendered("backend: {url: '" + url + "'}"));
        assertEquals(2, policy.items("spec", "egress").size(), "the DNS, and it");
        assertEquals(rule.replace('\'', '"'), policy.at("spec", "egress", 1).toString());
        assertEquals(Optional.empty(), ApiServer.refusal(policy));
    }

    @Test
    void orWhereItIsTold() {
        String values = "networkPolicy: {egress: [{to: [{podSelector: {}}], ports: [{port: 5000}]}]}\n";
        for (String mode : List.of(STANDALONE, SIDECAR)) {
            Manifest told = Manifest.only("NetworkPolicy", Chart.BAILEY.rendered(mode + values));
            assertEquals(5000, told.number("spec", "egress", 1, "ports", 0, "port"));
            assertEquals(2, told.items("spec", "egress").size());
        }
        Manifest sidecar = Manifest.only("NetworkPolicy", Chart.BAILEY.rendered(SIDECAR));
        assertEquals("[\"Ingress\"]", sidecar.at("spec", "policyTypes").toString(), "the application's own traffic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a23456789-b23456789-c23456789-d23456789-e23456789-123", "x", "bailey", "a-bailey-b"})
    void releasesOfAnyLengthHaveNamesThatAClusterTakes(String release) throws IOException {
        String values =
                "application: {httpPort: 8081}\nmonitoring: {serviceMonitor: {enabled: true}, dashboard: {enabled: true}}\n";
        for (Manifest object : Chart.BAILEY.as(release, "ads").rendered(SIDECAR + values)) {
            assertTrue(object.name().matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?"), object.toString());
        }
    }

    @Test
    void anotherConfigurationMakesOtherPods() {
        String checksum = Pod.of(deployment(STANDALONE)).annotation("checksum/bailey-config");
        assertEquals(checksum, Pod.of(deployment("replicas: 5\n")).annotation("checksum/bailey-config"));
        String other = "config: |\n  services: {legacy: {url: x}}\n";
        assertNotEquals(checksum, Pod.of(deployment(other)).annotation("checksum/bailey-config"));
        assertNotEquals(
                checksum, Pod.of(deployment("drain: {delaySeconds: 6}\n")).annotation("checksum/bailey-config"));
    }

    @Test
    void itsTestCallsThroughTheEntryPointWithBaileysOwnClient() throws IOException {
        List<Manifest> all =
                withTests(STANDALONE + "networkPolicy: {callers: [{podSelector: {matchLabels: {a: b}}}]}\n");
        Manifest pod = Manifest.only("Pod", all);
        assertEquals(
                "[\"call\",\"--timeout\",\"10s\",\"http://shop-bailey:80/rpc\",\"ads.get\",\"{\\\"id\\\":1}\"]",
                pod.at("spec", "containers", 0, "args").toString());
        assertEquals(
                pod.at("metadata", "labels"),
                Manifest.only("NetworkPolicy", all).at("spec", "ingress", 0, "from", 1, "podSelector", "matchLabels"),
                "it may call where few may");
        String template = Files.readString(Path.of("chart/templates/tests/call.yaml"));
        assertTrue(template.contains("helm.sh/hook: test\n"), template);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standalone", "sidecar", "in-process"})
    void itsNotesNameWhatItInstalled(String mode) {
        String notes = Chart.BAILEY.as("acme-ads", "acme").notes(Map.of("mode", mode, "application.httpPort", 8081));
        assertTrue(notes.contains("HTTP callers use acme-ads-bailey.acme:80"), notes);
        assertTrue(notes.contains("  kubectl -n acme rollout status deployment/acme-ads-bailey\n"), notes);
        assertEquals(!mode.equals("in-process"), notes.contains("  helm -n acme test acme-ads\n"), notes);
        assertEquals(!mode.equals("in-process"), notes.contains(" -c bailey\n"), notes);
        assertFalse(notes.contains("<no value>") || notes.contains("Native sidecars need"), notes);
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
        for (String none : List.of("0", "'0'", "''")) {
            Manifest byCpu = Manifest.only(
                    "HorizontalPodAutoscaler",
                    Chart.BAILEY.rendered("autoscaling: {enabled: true, inFlightPerPod: 0, poolWait: " + none + "}"));
            assertEquals(1, byCpu.items("spec", "metrics").size());
        }
    }

    @Test
    void besideAnApplicationItScalesByTheCpuOfEach() {
        assertEquals(List.of("bailey", "application"), scalesByCpuOf(SIDECAR));
        assertEquals(List.of("application"), scalesByCpuOf(IN_PROCESS));
    }

    private static List<String> scalesByCpuOf(String mode) {
        Manifest scaler = Manifest.only(
                "HorizontalPodAutoscaler", Chart.BAILEY.rendered(mode + "autoscaling: {enabled: true}\n"));
        return scaler.items("spec", "metrics").stream()
                .map(metric -> metric.getAsJsonObject("containerResource"))
                .filter(Objects::nonNull)
                .map(resource -> resource.get("container").getAsString())
                .toList();
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
        Chart own = Chart.at(Path.of("examples/own-chart")).copy(folder.resolve("examples/own-chart"));
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
        assertEquals("acme", pod.label("bailey.dev/tenant"));
        assertReferencesHold(all);
        int preStop = pod.container("application").number("lifecycle", "preStop", "sleep", "seconds");
        // 10 s for the application's own end
        long end = preStop + 10 + config(all).drainTimeout().toSeconds();
        assertTrue(end + 5 <= pod.gracePeriodSeconds(), "ending takes " + end);
        List<Manifest> number = own.as("123", "ads").rendered("{}");
        assertEquals("123", Pod.of(Manifest.only("Deployment", number)).label("app"));
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
        for (Manifest config : Manifest.ofKind("ConfigMap", all)) {
            assertEquals(config.name(), pod.template().text("spec", "volumes", 0, "configMap", "name"));
        }
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
