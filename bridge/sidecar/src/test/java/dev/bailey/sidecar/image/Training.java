package dev.bailey.sidecar.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailey.sidecar.demo.LegacyService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One life of the bridge with callers and services, while Java records which classes it loads: {@code training.yaml} and {@link
 * TrainingTraffic}.
 */
final class Training {
    private static final long PATIENCE_SECONDS = 60;

    private Training() {}

    /**
     * Runs it from the first line to the end of the drain.
     *
     * @param command starts Java, up to Bailey's arguments
     * @throws IOException if it does not work as it should: what was recorded would be of no use
     */
    static void run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bailey-training");
        Path config = folder.resolve("training.yaml");
        Path log = folder.resolve("stderr.log");
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", Training::answer);
        web.start();
        try (LegacyService service = LegacyService.start();
                InputStream yaml = Training.class.getResourceAsStream("training.yaml")) {
            Files.write(config, yaml.readAllBytes());
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.command().addAll(List.of("run", "-c", config.toString()));
            builder.environment().putAll(environment);
            builder.environment().put("SERVICE_PORT", "" + service.port());
            builder.environment().put("WEB_PORT", "" + web.getAddress().getPort());
            Process process = builder.redirectError(log.toFile()).start();
            try {
                live(process);
            } catch (IOException e) {
                throw new IOException(e.getMessage() + "; its log: " + Files.readString(log, UTF_8), e);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            web.stop(0);
            for (Path file : List.of(config, log, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void live(Process process) throws IOException, InterruptedException {
        new TrainingTraffic(ports(process.inputReader(UTF_8))).play();
        process.toHandle().destroy(); // SIGTERM: the drain is part of it
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the training run does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException("the training run ended with exit code " + process.exitValue());
        }
    }

    /** By edge, from lines such as {@code http   http://127.0.0.1:8080}; admin is the last one. */
    private static Map<String, Integer> ports(BufferedReader out) throws IOException {
        Map<String, Integer> ports = new HashMap<>();
        while (!ports.containsKey("admin")) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("the training run ended before it was ready");
            }
            if (line.contains("://")) { // Java says on stdout that it records
                String port = line.substring(line.lastIndexOf(':') + 1);
                ports.put(line.substring(0, line.indexOf(' ')), Integer.valueOf(port));
            }
        }
        return ports;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = "{\"id\":7}".getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
