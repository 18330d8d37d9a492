package dev.bailey.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Debian's Prometheus, reading one Bailey every second under the labels that the chart's monitors give. */
final class PrometheusServer implements AutoCloseable {
    private static final String CONFIG = """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [rules.yaml]
            scrape_configs:
              - job_name: acme/shop-bailey
                static_configs:
                  - targets: ['127.0.0.1:%d']
                    labels: {namespace: acme, tenant: acme, content_type: ads, pod: ads-bailey-1, container: bailey}
            """;

    private final Process process;
    private final int port;
    private final Path log;

    private PrometheusServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param admin the port of Bailey's metrics
     * @param rules to evaluate every second
     * @param folder an empty one
     */
    static PrometheusServer start(int admin, String rules, Path folder) throws IOException {
        String command = Installed.command("prometheus", "Debian package prometheus");
        Path config = Files.writeString(folder.resolve("prometheus.yaml"), CONFIG.formatted(admin));
        Files.writeString(folder.resolve("rules.yaml"), rules);
        Path log = folder.resolve("prometheus.log");
        int port = Ports.free(1).get(0);
        Process process = new ProcessBuilder(
                        command,
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, port, log);
        server.awaitReady();
        return server;
    }

    private void awaitReady() throws IOException {
        try {
            while (Http.status(port, "/-/ready") != 200) {
                assertTrue(process.isAlive(), "it has ended: " + Files.readString(log));
                Http.pause();
            }
        } catch (InterruptedException e) {
            close();
            throw new IOException("interrupted", e);
        }
    }

    /** The values that a query finds now; fails if it is no query. */
    List<Double> values(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = Http.get(port, "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
        JsonObject body = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertTrue(body.get("status").getAsString().equals("success"), query + ": " + answer.body());
        JsonArray result = body.getAsJsonObject("data").getAsJsonArray("result");
        Stream<JsonObject> samples =
                StreamSupport.stream(result.spliterator(), false).map(sample -> sample.getAsJsonObject());
        return samples.map(sample ->
                        Double.valueOf(sample.getAsJsonArray("value").get(1).getAsString()))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
