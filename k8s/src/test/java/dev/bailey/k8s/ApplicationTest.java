package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The user's application in the chart's pods: what they say of its container, and how it comes to need no sidecar. */
class ApplicationTest {
    private static final String SIDECAR = "mode: sidecar\n";
    private static final String BUILT_IN = "application: {httpPort: 8081}\n";

    @Test
    void aPreStopOfItsOwnTakesThePlaceOfTheCharts() {
        Manifest application = application("lifecycle: {preStop: {exec: {command: [/leave]}}}");
        assertEquals(
                "{\"exec\":{\"command\":[\"/leave\"]}}",
                application.at("lifecycle", "preStop").toString());
    }

    @Test
    void anotherHookLeavesTheChartsPreStopThere() {
        Manifest application = application("lifecycle: {postStart: {exec: {command: [/come]}}}");
        assertEquals(10, application.number("lifecycle", "preStop", "sleep", "seconds"));
        assertEquals("/come", application.text("lifecycle", "postStart", "exec", "command", 0));
    }

    @Test
    void portsOfItsOwnAreBesideThatOfJsonRpc() {
        Manifest application = application("ports: [{name: debug, containerPort: 5005}]");
        assertEquals(4000, application.number("ports", 0, "containerPort"));
        assertEquals(5005, application.number("ports", 1, "containerPort"));
        assertEquals(2, application.items("ports").size());
    }

    @Test
    void aTmpOfItsOwnIsTheOnlyOne() {
        List<Manifest> all = Chart.BAILEY.rendered(SIDECAR + """
                application:
                  volumes: [{name: tmp, emptyDir: {sizeLimit: 1Gi}}]
                  container: {volumeMounts: [{name: tmp, mountPath: /tmp}, {name: tmp, mountPath: /cache}]}
                """);
        Pod pod = Pod.of(Manifest.only("Deployment", all));
        assertEquals(2, pod.template().items("spec", "volumes").size(), "the configuration, and tmp");
        assertEquals(2, pod.container("application").items("volumeMounts").size());
    }

    @Test
    void onceItSpeaksHttpItselfThereIsAWayPastBailey() {
        List<Manifest> all =
                Chart.BAILEY.rendered(SIDECAR + BUILT_IN + "gateway: {enabled: true, directPercent: 25}\n");
        Manifest direct = service("shop-bailey-direct", all);
        assertEquals(8081, direct.number("spec", "ports", 0, "targetPort"));
        assertEquals(8080, service("shop-bailey", all).number("spec", "ports", 0, "targetPort"));
        assertEquals(List.of(8080, 8081, 4000), opened(all));
        Manifest route = Manifest.only("HTTPRoute", all);
        assertEquals(75, route.number("spec", "rules", 0, "backendRefs", 0, "weight"));
        assertEquals("shop-bailey", route.text("spec", "rules", 0, "backendRefs", 0, "name"));
        assertEquals(25, route.number("spec", "rules", 0, "backendRefs", 1, "weight"));
        assertEquals("shop-bailey-direct", route.text("spec", "rules", 0, "backendRefs", 1, "name"));
    }

    @Test
    void inTheEndBaileyIsGoneAndBothServicesLeadToTheApplication() {
        List<Manifest> all = Chart.BAILEY.rendered("mode: in-process\n" + BUILT_IN + """
                monitoring: {podMonitor: {enabled: true}, serviceMonitor: {enabled: true}}
                secretName: acme
                """);
        Pod pod = Pod.of(Manifest.only("Deployment", all));
        assertEquals(
                List.of("application"),
                pod.containers().stream()
                        .map(container -> container.text("name"))
                        .toList());
        assertEquals(1, pod.template().items("spec", "volumes").size(), "tmp");
        assertEquals(8081, service("shop-bailey", all).number("spec", "ports", 0, "targetPort"));
        assertEquals(8081, service("shop-bailey-direct", all).number("spec", "ports", 0, "targetPort"));
        assertEquals(4000, service("shop-bailey", all).number("spec", "ports", 1, "targetPort"));
        assertEquals(List.of(8081, 4000), opened(all));
        for (String kind : List.of("ConfigMap", "PodMonitor", "ServiceMonitor")) {
            assertEquals(List.of(), Manifest.ofKind(kind, all));
        }
        assertFalse(pod.template().has("metadata", "annotations"), "nothing of Bailey's");
    }

    private static Manifest application(String container) {
        List<Manifest> all = Chart.BAILEY.rendered(SIDECAR + "application: {container: {" + container + "}}\n");
        return Pod.of(Manifest.only("Deployment", all)).container("application");
    }

    private static Manifest service(String name, List<Manifest> all) {
        return Manifest.ofKind("Service", all).stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Service " + name));
    }

    /** Ports that the NetworkPolicy lets callers reach. */
    private static List<Integer> opened(List<Manifest> all) {
        return new Manifest(Manifest.only("NetworkPolicy", all)
                        .at("spec", "ingress", 0)
                        .getAsJsonObject())
                .items("ports").stream()
                        .map(port -> port.get("port").getAsInt())
                        .toList();
    }
}
