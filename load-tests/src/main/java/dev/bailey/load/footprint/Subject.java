package dev.bailey.load.footprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Bailey under measurement, from the runtime directory, started as the container starts it. */
final class Subject implements AutoCloseable {
    private final Process process;
    private final int port;
    private final int admin;
    private final long startMillis;

    private Subject(Process process, int port, int admin, long startMillis) {
        this.process = process;
        this.port = port;
        this.admin = admin;
        this.startMillis = startMillis;
    }

    /**
     * Starts it and waits for its last listener.
     *
     * @throws IOException if it ends instead
     */
    static Subject start(Cgroup group, Path image, Path config, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                image.resolve("java/bin/java").toString(),
                "@" + image.resolve("sidecar.args"),
                "run",
                "-c",
                config.toString()));
        ProcessBuilder builder = new ProcessBuilder(group.inside(command)).redirectError(log.toFile());
        builder.environment().putAll(Map.of("MALLOC_ARENA_MAX", "1"));
        long start = System.nanoTime();
        Process process = builder.start();
        BufferedReader out = process.inputReader(UTF_8);
        String http = line(process, out, log);
        String admin = line(process, out, log);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new Subject(process, port(http), port(admin), millis);
    }

    private static String line(Process process, BufferedReader out, Path log) throws IOException, InterruptedException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("it ended with exit code " + process.waitFor() + " before it was ready; see " + log);
        }
        return line;
    }

    private static int port(String line) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    int port() {
        return port;
    }

    int admin() {
        return admin;
    }

    /** From the start of the process to its last listener. */
    long startMillis() {
        return startMillis;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM; a process that has not ended after a minute is killed. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
