package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that the chart refuses, and that it says what they have to be. */
class ChartRefusalsTest {
    @ParameterizedTest
    @CsvSource({"replica: 3, replica", "mode: both, mode", "application: {ports: 80}, ports", "replicas: two, replicas"
    })
    void typosAndTypes(String values, String names) {
        assertRefused(values, names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenant: a b | tenant is \"a b\", but has to be the value of a label",
                "image: {tag: 'a:b'} | image.tag is \"a:b\", but has to be a tag such as",
                "image: {tag: ''} | image.tag and image.digest are both empty",
                "image: {repository: 'bailey:1'} | without tag or digest",
                "image: {digest: abc} | sha256: and 64 hexadecimal digits",
                "backend: {url: 'legacy:4000'} | has to be an address such as tcp://legacy:4000",
                "env: [{name: 1A}] | env: name is \"1A\", but has to be the name of a variable",
                "extraPorts: [{name: JSON, port: 4100}] | has to be the name of a port",
                "ingress: {host: Ads} | the name of a host in small letters",
                "ingress: {path: ads} | ingress.path is \"ads\", but has to be a path that begins with /",
                "podDisruptionBudget: {maxUnavailable: half} | a number of pods, or a part of them such as 25%",
                "monitoring: {podMonitor: {interval: 15}} | interval",
                "monitoring: {podMonitor: {interval: '15'}} | a time such as 15s or 1m",
                "monitoring: {rules: {runbooks: 'http://a/'}} | does not end in /",
                "resources: {requests: {cpu: much}} | resources.requests.cpu is \"much\", but has to be a quantity",
                "resources: {limits: {memory: 64MB}} | has to be a quantity such as 100m, 0.5, 64Mi or 1Gi",
                "resources: {requests: {memory: 128Mi}} | requests.memory is 128Mi, more than the limit of 64Mi",
                "resources: {limits: {memory: 32Mi}, requests: {memory: 32Mi}} | profile sidecar needs 64Mi or more",
                "profile: throughput | resources.limits.memory is 64Mi, but profile throughput needs 256Mi or more",
                "drain: {timeoutSeconds: 90} | terminationGracePeriodSeconds is 60, but ending in good order may take 100",
            })
    void whatCannotBeSaidByASchema(String values, String sentence) {
        assertRefused(values, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config: {routes: []} | config is to be a text",
                "config: '' | config is empty",
                "config: 'a: [b' | config is no YAML",
                "config: 'drainDelay: 1s' | config.drainDelay is set by the chart: leave it out and use `drain.delaySeconds`",
                "config: 'http: {listen: \":1\"}' | leave it out and use `ports.http`, `listenHost` and `serverTiming`",
                "config: '{services: {}}' | has to be one YAML document with its keys at the start of their lines",
                "config: \"a: 1\\n---\\nb: 2\\n\" | nothing after `---` or `...`",
                "config: \"a: 1\\n...\\n\" | nothing after `---` or `...`",
                "config: \"  a: 1\\n\" | its keys at the start of their lines",
            })
    void configurationsThatThePodsPartCannotBePutBehind(String values, String sentence) {
        assertRefused(values, sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ports: {http: 9090} | ports.http and ports.admin are both 9090",
                "ports: {http: 4000} | ports.http and application.port are both 4000",
                "extraPorts: [{name: rpc, port: 4100}] | the name rpc is taken",
                "application: {httpPort: 8080} | ports.http and application.httpPort are both 8080",
                "application: {container: {ports: [{containerPort: 4000}]}} | application.port and application.container.ports",
                "application: {container: {image: x}} | application.container.image: use application.image",
                "application: {container: {name: x}} | the container is named application",
                "application: {image: ''} | application.image is empty",
                "application: {resources: {limits: {cpu: x}}} | application.resources.limits.cpu",
                "terminationGracePeriodSeconds: 49 | ending in good order may take 50",
                "gateway: {directPercent: 1} | gateway.directPercent needs application.httpPort",
            })
    void besideAnApplication(String values, String sentence) {
        assertRefused("mode: sidecar\n" + values, sentence);
    }

    @Test
    void aPlainSidecarsGracePeriod() {
        assertRefused(
                "mode: sidecar\nsidecar: {native: false}\ndrain: {timeoutSeconds: 50}",
                "is 60, but ending in good order may take 70");
    }

    @Test
    void anApplicationWithoutBaileyThatSpeaksNoHttp() {
        assertRefused("mode: in-process", "mode in-process needs application.httpPort");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minReplicas: 11 | autoscaling.minReplicas is 11, more than autoscaling.maxReplicas, 10",
                "cpu: 0, inFlightPerPod: 0, poolWait: 0 | autoscaling has nothing to go by",
                "poolWait: 50 | autoscaling.poolWait is \"50\", but has to be a time such as 50ms, or 0",
            })
    void scalingByNothing(String autoscaling, String sentence) {
        assertRefused("autoscaling: {enabled: true, " + autoscaling + "}", sentence);
    }

    @ParameterizedTest
    @CsvSource({"1shop", "my.shop"})
    void namesThatNoServiceCanHave(String release) {
        Chart chart = Chart.BAILEY.as(release, "ads");
        String refusal = chart.refusal("{}");
        assertTrue(refusal.contains("choose another name for the release, or set fullnameOverride"), refusal);
        assertFalse(chart.rendered("fullnameOverride: shop").isEmpty());
    }

    @Test
    void theSchemaHasNoPatternsForItsRefusalsShowNothingElse() throws IOException {
        assertFalse(Files.readString(Path.of("chart/values.schema.json")).contains("\"pattern\""));
    }

    private static void assertRefused(String values, String sentence) {
        String refusal = Chart.BAILEY.refusal(values);
        assertTrue(refusal.contains(sentence), refusal);
    }
}
