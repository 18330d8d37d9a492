package dev.bailey.sidecar.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.Outcome;
import dev.bailey.flow.Gathered;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.Direction;
import dev.bailey.metrics.ServiceGauges;
import dev.bailey.metrics.ServiceMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that Prometheus reads has every metric of the contract, by name and label. */
class PrometheusPageTest {
    private static final Map<String, String> CONTRACT = Map.ofEntries(
            Map.entry("bailey_calls_seconds_bucket", "direction,le,outcome,route"),
            Map.entry("bailey_overhead_seconds_bucket", "direction,le,route"),
            Map.entry("bailey_in_flight", "service"),
            Map.entry("bailey_service_up", "service"),
            Map.entry("bailey_breaker_open", "service"),
            Map.entry("bailey_addresses_ejected", "service"),
            Map.entry("bailey_pool_connections", "service,state"),
            Map.entry("bailey_pool_pending", "service"),
            Map.entry("bailey_pool_acquire_seconds_bucket", "le,service"),
            Map.entry("bailey_attempts_total", "delivery,service"),
            Map.entry("bailey_retries_total", "service"),
            Map.entry("bailey_dropped_replies_total", "reason,service"),
            Map.entry("bailey_edge_connections", "edge"),
            Map.entry("bailey_rejected_connections_total", "edge"),
            Map.entry("bailey_drain_aborted_calls_total", ""),
            Map.entry("bailey_cpu_throttled_seconds_total", ""),
            Map.entry("bailey_build_info", "version"));

    private final Metering metering = new Metering("1.2.3");

    @TempDir
    Path folder;

    @Test
    void everyMetricOfTheContractIsThere() {
        use(metering.metrics());
        Map<String, String> found = labels(page());
        CONTRACT.forEach((name, labels) -> assertEquals(labels, found.get(name), name));
    }

    @Test
    void nothingElseIsThereButTheParts() {
        use(metering.metrics());
        List<String> others = labels(page()).keySet().stream()
                .filter(name -> !CONTRACT.containsKey(name))
                .toList();
        // of each histogram: its sum, its count, and of Micrometer's one the largest value of the last minutes
        assertEquals(7, others.size(), others.toString());
        assertTrue(others.stream().allMatch(name -> name.matches("bailey_.*_seconds_(sum|count|max)")), "" + others);
    }

    @Test
    void everyMetricHasHelpAndAType() {
        use(metering.metrics());
        String page = page();
        for (String line :
                page.lines().filter(line -> line.startsWith("# TYPE ")).toList()) {
            String name = line.split(" ", -1)[2];
            assertTrue(page.contains("# HELP " + name + " "), name + " has no help");
        }
        assertTrue(page.contains("# TYPE bailey_calls_seconds histogram\n"), page);
    }

    @Test
    void namesOfRoutesStandInQuotes() {
        call(metering.metrics(), "an \"odd\" \\ name");
        assertTrue(page().contains("route=\"an \\\"odd\\\" \\\\ name\""), page());
    }

    @Test
    void aPageOfManyRoutesFlowsToThoseWhoTakeThatAndIsTheSameToOthers() {
        for (int i = 0; i < 1000; i++) {
            call(metering.metrics(), "ads." + i);
        }
        Call flowing = Call.on(new DirectLoop());
        flowing.callerTakesFlow();
        HttpReply.Flowing reply = (HttpReply.Flowing) reply(flowing);
        byte[] flowed = Gathered.of(reply.body(), flowing, 16 << 20)
                .toCompletableFuture()
                .join();
        assertEquals(page(), new String(flowed, UTF_8));
        assertEquals(
                1000,
                page().lines()
                        .filter(line -> line.startsWith("bailey_calls_seconds_count"))
                        .count());
    }

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        Path promtool = Path.of("/usr/bin/promtool");
        boolean required = "required".equals(System.getenv("BAILEY_PEERS"));
        Assumptions.assumeTrue(required || Files.isExecutable(promtool), "promtool of Debian's prometheus is not here");
        use(metering.metrics());
        Path page = Files.writeString(folder.resolve("metrics"), page());
        Path said = folder.resolve("said");
        Process check = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(page.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(check.waitFor(60, TimeUnit.SECONDS));
        assertEquals("", Files.readString(said));
        assertEquals(0, check.exitValue());
    }

    private static void call(BridgeMetrics metrics, String route) {
        Call call = Call.on(new DirectLoop());
        call.observer(metrics.calls(route, Direction.FACADE));
        call.end(Outcome.OK);
    }

    private static void use(BridgeMetrics metrics) {
        call(metrics, "ads.get");
        ServiceMetrics service = metrics.service("ads");
        service.watch(new Idle());
        service.attempted(Delivery.ANSWERED);
        metrics.edge("http").connectionOpened();
    }

    private String page() {
        return new String(
                ((HttpReply.Answer) reply(Call.on(new DirectLoop()))).body().toByteArray(), UTF_8);
    }

    private HttpReply reply(Call call) {
        HttpCall request = new HttpCall("GET", "/metrics", 1, Headers.NONE, HttpBody.NONE, call);
        return metering.page(Runnable::run)
                .handle(request)
                .toCompletableFuture()
                .join();
    }

    /** Each sample's name with its label names in order. */
    private static Map<String, String> labels(String page) {
        Map<String, String> found = new TreeMap<>();
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int brace = line.indexOf('{');
            String name = line.substring(0, brace < 0 ? line.indexOf(' ') : brace);
            String labels = brace < 0 ? "" : line.substring(brace + 1, line.lastIndexOf('}'));
            found.put(
                    name,
                    labels.replaceAll("=\"[^\"]*\"", "")
                            .lines()
                            .map(PrometheusPageTest::sorted)
                            .findFirst()
                            .orElse(""));
        });
        return found;
    }

    private static String sorted(String names) {
        return String.join(",", List.of(names.split(",", -1)).stream().sorted().toList());
    }

    private static final class Idle implements ServiceGauges {
        @Override
        public int inFlight() {
            return 0;
        }

        @Override
        public int activeConnections() {
            return 0;
        }

        @Override
        public int idleConnections() {
            return 0;
        }

        @Override
        public int connectingConnections() {
            return 0;
        }

        @Override
        public int pending() {
            return 0;
        }

        @Override
        public boolean up() {
            return true;
        }
    }
}
