package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every query that {@code k8s/} has, on a real Prometheus that reads a real Bailey with calls of several outcomes going
 * through it: each finds something, and numbers.
 */
@Timeout(120)
class QueriesIT {
    private static final String ROUTES = """
            mode: standalone
            config: |
              services: {legacy: {url: "${SERVICE_URL}", breaker: {failures: 1000000, open: 1s}}}
              routes:
                - {rpc: ads.get, http: "GET /ads/{id}", types: {id: integer}}
                - {rpc: ads.refuse, http: "GET /refused/{id}"}
                - {rpc: ads.drop, http: "POST /dropped"}
              defaults: {service: legacy}
            """;

    private static final Pattern METRIC = Pattern.compile("\\bbailey_[a-z_]+");
    private static final Pattern RECORDED = Pattern.compile("record: (\\S+)");
    private static final Pattern PROMQL_BLOCK = Pattern.compile("```promql\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static List<PrometheusServer> prometheus = List.of();

    @BeforeAll
    static void callAndScrape() throws Exception {
        Installed.command("prometheus", "Debian package prometheus");
        LegacyService service = LegacyService.start(0);
        OPEN.add(service);
        StartedContainer bailey =
                StartedContainer.start(Chart.BAILEY.rendered(ROUTES + places(service.port())), folder);
        OPEN.add(0, bailey);
        bailey.awaitStarted();
        String rules = Files.readString(Path.of("chart/files/rules.yaml")).replace("interval: 30s", "interval: 1s");
        PrometheusServer server = PrometheusServer.start(bailey.port("admin"), rules, folder);
        OPEN.add(0, server);
        // calls all the while, so that rates are of something; rules record one second after they have something to
        // record
        while (server.values("bailey:failed_calls:ratio6h > 0 and bailey:slow_calls:ratio6h >= 0")
                .isEmpty()) {
            assertEquals(200, Http.status(bailey.port("http"), "/ads/1"));
            assertEquals(500, Http.status(bailey.port("http"), "/refused/1"));
            assertEquals(502, Http.post(bailey.port("http"), "/dropped", "{}").statusCode());
        }
        prometheus = List.of(server);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable one : OPEN) {
            one.close();
        }
    }

    @Test
    void everyQueryOfTheDashboardFindsNumbers() throws Exception {
        List<String> queries = dashboardQueries();
        assertTrue(queries.size() > 25, queries.size() + " queries");
        for (String query : queries) {
            assertFindsNumbers(query);
        }
    }

    @Test
    void everyVariableOfTheDashboardHasValues() throws Exception {
        for (JsonObject variable : dashboard().items("templating", "list")) {
            if (variable.get("type").getAsString().equals("query")) {
                String query = new Manifest(variable).text("query", "query");
                Matcher series =
                        Pattern.compile("label_values\\((.*), (\\w+)\\)").matcher(query);
                assertTrue(series.matches(), query);
                assertFindsNumbers("count by (" + series.group(2) + ") (" + series.group(1) + ")");
            }
        }
    }

    @Test
    void everyRuleRecords() throws Exception {
        Matcher recorded = RECORDED.matcher(Files.readString(Path.of("chart/files/rules.yaml")));
        int count = 0;
        while (recorded.find()) {
            assertFindsNumbers(recorded.group(1));
            count++;
        }
        assertEquals(12, count);
    }

    @Test
    void everyMetricInRulesAndRunbooksIsOneThatBaileyHas() throws Exception {
        TreeSet<String> names = new TreeSet<>();
        List<Path> files = new ArrayList<>(List.of(Path.of("chart/files/rules.yaml")));
        try (Stream<Path> runbooks = Files.list(Path.of("runbooks"))) {
            files.addAll(runbooks.toList());
        }
        for (Path file : files) {
            Matcher metric = METRIC.matcher(Files.readString(file));
            while (metric.find()) {
                names.add(metric.group());
            }
        }
        assertTrue(names.size() > 8, names.toString());
        for (String name : names) {
            assertFindsNumbers(name + "{namespace=\"acme\", tenant=\"acme\"}");
        }
    }

    @Test
    void theAutoscalersMetricsCanBeHad() throws Exception {
        List<JsonObject> rules = Manifest.of(Path.of("monitoring/prometheus-adapter-values.yaml"))
                .items("rules", "custom");
        assertEquals(2, rules.size());
        for (JsonObject rule : rules) {
            String series = rule.get("seriesQuery").getAsString();
            assertFindsNumbers(series);
            assertFindsNumbers(rule.get("metricsQuery")
                    .getAsString()
                    .replace("<<.Series>>", series.substring(0, series.indexOf('{')))
                    .replace("<<.LabelMatchers>>", "namespace=\"acme\",pod=~\"ads-bailey-1|ads-bailey-2\"")
                    .replace("<<.GroupBy>>", "pod"));
        }
    }

    @ParameterizedTest
    @CsvSource({"traffic/README.md, 4", "../docs/kubernetes.md, 2"})
    void everyCheckOfMovingTrafficFindsNumbers(Path page, int atLeast) throws Exception {
        Matcher block = PROMQL_BLOCK.matcher(Files.readString(page));
        int count = 0;
        while (block.find()) {
            assertFindsNumbers(block.group(1));
            count++;
        }
        assertTrue(count >= atLeast, count + " checks");
    }

    private static void assertFindsNumbers(String query) throws IOException, InterruptedException {
        List<Double> values = prometheus.get(0).values(query);
        assertFalse(values.isEmpty(), "nothing found by " + query);
        assertTrue(values.stream().noneMatch(value -> value.isNaN()), values + " found by " + query);
    }

    private static List<String> dashboardQueries() throws IOException {
        return dashboard().items("panels").stream()
                .flatMap(panel -> new Manifest(panel).items("targets").stream())
                .map(target -> target.get("expr").getAsString().replace("$__rate_interval", "1m"))
                .map(QueriesIT::withAllValues)
                .toList();
    }

    private static Manifest dashboard() throws IOException {
        String text = withAllValues(Files.readString(Path.of("chart/files/dashboard.json")));
        return new Manifest(JsonParser.parseString(text).getAsJsonObject());
    }

    private static String withAllValues(String query) {
        return query.replace("$namespace", ".*").replace("$tenant", ".*").replace("$route", ".*");
    }

    private static String places(int service) throws IOException {
        List<Integer> ports = Ports.free(2);
        return "ports: {http: " + ports.get(0) + ", admin: " + ports.get(1) + "}\n" + "backend: {url: 'tcp://127.0.0.1:"
                + service + "'}\n";
    }
}
