package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check itself: that what looks right is taken, and that each kind of slip is not. */
class ApiServerTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: a, labels: {x: y}}
            spec:
              replicas: 2
              selector: {matchLabels: {x: y}}
              template:
                metadata: {labels: {x: y}}
                spec:
                  initContainers: [{name: b, image: c, restartPolicy: Always}]
                  containers:
                    - name: a
                      image: b
                      ports: [{containerPort: 80}]
                      readinessProbe: {httpGet: {path: /readyz, port: admin}, periodSeconds: 5}
                      lifecycle: {preStop: {sleep: {seconds: 10}}}
                      resources: {requests: {cpu: 100m, memory: 64Mi}}
            """;

    private static final String ROUTE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: a}
            spec:
              parentRefs: [{name: gateway}]
              rules: [{backendRefs: [{name: old, port: 80, weight: 99}, {name: new, port: 80, weight: 1}]}]
            """;

    @Test
    void takesWhatIsRight() {
        assertEquals(Optional.empty(), refusal(DEPLOYMENT));
        assertEquals(Optional.empty(), refusal(ROUTE));
    }

    @ParameterizedTest
    @CsvSource({
        "replicas: 2, replica: 2",
        "replicas: 2, replicas: two",
        "restartPolicy: Always, restartPolicies: Always",
        "'seconds: 10', 'second: 10'",
        "'seconds: 10', 'seconds: ten'",
        "'path: /readyz', 'url: /readyz'",
        "'periodSeconds: 5', 'periodSecond: 5'",
        "'containerPort: 80', 'containerPort: http'",
        "'image: b', 'images: b'",
        "'cpu: 100m', 'cpu: much'",
        "'apps/v1', 'apps/v1beta1'",
        "'selector: {matchLabels: {x: y}}', ''"
    })
    void refusesSlipsInKubernetesOwnKinds(String right, String wrong) {
        assertTrue(DEPLOYMENT.contains(right), right);
        assertTrue(
                refusal(DEPLOYMENT.replace(right, wrong == null ? "" : wrong)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "'weight: 99', 'weigth: 99'",
        "'weight: 99', 'weight: most'",
        "backendRefs, backends",
        "parentRefs, parents",
        "'spec:', 'specs:'"
    })
    void refusesSlipsInCustomKinds(String right, String wrong) {
        assertTrue(refusal(ROUTE.replace(right, wrong)).isPresent());
    }

    private static Optional<String> refusal(String yaml) {
        return ApiServer.refusal(Manifest.all(yaml).get(0));
    }
}
