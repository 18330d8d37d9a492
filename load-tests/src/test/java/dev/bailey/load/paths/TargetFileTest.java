package dev.bailey.load.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFileTest {
    @TempDir
    Path folder;

    private Target read(String yaml) throws IOException {
        return TargetFile.read(Files.writeString(folder.resolve("target.yaml"), yaml), Budgets.DEFAULT);
    }

    /** Each problem as {@code LINE:COL: message}. */
    private List<String> problems(String yaml) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(yaml));
        return e.problems().stream()
                .map(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .toList();
    }

    @Test
    void threeUrlsAreEnough() throws IOException {
        Target target = read("""
                direct: http://127.0.0.1:8081/ads/7
                sidecar: http://127.0.0.1:8080/ads/7
                inProcess: http://127.0.0.1:8082/ads/7
                """);
        assertEquals(3, target.paths().size());
        RequestShape request = target.requests().get(0);
        assertEquals("GET", request.method());
        assertEquals(URI.create("http://127.0.0.1:8082/ads/7"), target.uri(PathName.IN_PROCESS, request));
        assertEquals(0, target.rate());
        assertEquals(Budgets.DEFAULT, target.budgets());
    }

    @Test
    void everythingCanBeSaid() throws IOException {
        Target target = read("""
                direct: {url: https://ads.example/v1, pids: [%d]}
                inProcess: {url: https://ads.example/v2}
                rate: 250
                timeout: 800ms
                connections: 20
                expectStatus: 201
                trustAll: true
                headers: {Authorization: Bearer abc}
                requests:
                  - {path: "/ads?lang=fr"}
                  - {method: PUT, path: /ads/7, body: '{"price":1}', headers: {X-Tenant: shop}}
                budgets: {inProcess: {p50: 50us, p99: 0.3ms}, errorShare: 0.001}
                """.formatted(ProcessHandle.current().pid()));
        assertEquals(
                List.of(ProcessHandle.current().pid()),
                target.path(PathName.DIRECT).pids());
        assertEquals(250, target.rate());
        assertEquals(Duration.ofMillis(800), target.timeout());
        assertEquals(201, target.expectStatus());
        assertEquals(
                Map.of("Authorization", "Bearer abc", "X-Tenant", "shop"),
                target.requests().get(1).headers());
        assertEquals("{\"price\":1}", target.requests().get(1).body());
        assertEquals(
                Map.of(Quantile.P50, 0.05, Quantile.P99, 0.3), target.budgets().inProcess());
        assertEquals(Budgets.DEFAULT.sidecar(), target.budgets().sidecar());
    }

    @Test
    void withoutUrlsTheBuiltInServiceIsMeant() throws IOException {
        Target target = read("slowInProcess: 5ms\n");
        assertTrue(target.isBuiltIn());
        assertEquals(Duration.ofMillis(5), target.slowInProcess());
    }

    @Test
    void everyProblemIsNamedWithItsPlace() {
        assertEquals(
                List.of(
                        "1:1: '127.0.0.1:80' is no URL: Illegal character in scheme name",
                        "2:1: there is no key 'sidecra' here; did you mean 'sidecar'?",
                        "3:1: 'rate' is a number from 1 to 1000000, not 'fast'",
                        "4:1: 'timeout' is a duration such as 200us, 5ms or 2s, not '5'",
                        "6:6: 'GETS' is none of GET, POST, PUT, PATCH, DELETE",
                        "7:6: 'ads' does not begin with /",
                        "8:11: 'Host' is not to be set: it comes from the URL and the body"),
                problems("""
                        direct: 127.0.0.1:80
                        sidecra: http://127.0.0.1:81
                        rate: fast
                        timeout: 5
                        requests:
                          - {method: GETS}
                          - {path: ads}
                        headers: {Host: a}
                        """).stream()
                        .filter(problem -> !problem.contains("beside it"))
                        .toList());
    }

    @Test
    void somethingToCompareWithIsNeeded() {
        assertEquals(
                List.of("1:1: needs 'inProcess' or 'sidecar' beside it: something to compare with"),
                problems("direct: http://127.0.0.1:81\n"));
        assertEquals(
                List.of("1:1: needs 'direct': the URL of the service itself, without Bailey"),
                problems("inProcess: http://127.0.0.1:81\n"));
    }

    @Test
    void whatIsNoYamlOrNoFileIsSaid() {
        assertTrue(problems("direct: [\n").get(0).contains("is no YAML"));
        ConfigException e = assertThrows(
                ConfigException.class, () -> TargetFile.read(folder.resolve("nowhere.yaml"), Budgets.DEFAULT));
        assertTrue(e.getMessage().endsWith("nowhere.yaml:1:1: there is no such file"), e.getMessage());
    }

    @Test
    void theRepositorysBudgetsAreTheDefault() {
        assertEquals(Budgets.DEFAULT, TargetFile.readBudgets(Path.of("budgets.yaml")));
    }
}
