package dev.bailey.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real process of the sidecar: its lines on stdout as they come, its stderr in a file. */
public final class SidecarProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private SidecarProcess(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
        this.err = err;
    }

    public static SidecarProcess start(Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(args));
        return startCommand(folder, command, Map.of());
    }

    /** Starts it by a command of the test's own. */
    public static SidecarProcess startCommand(Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        Path err = Files.createTempFile(folder, "stderr", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("BAILEY_PROFILE", "JAVA_OPTS"));
        builder.environment().putAll(environment);
        return new SidecarProcess(builder.start(), err);
    }

    /** The next line on stdout; fails when there is none. */
    public String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError("stdout has ended; stderr: " + err());
        }
        return line;
    }

    /** The port of a listener from its line on stdout: {@code http   http://127.0.0.1:8080}. */
    public int port(String edge) throws IOException {
        String line = line();
        assertTrue(line.startsWith(edge + " "), line);
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    /** All the rest of stdout; returns when the process has ended. */
    public String rest() throws IOException {
        StringBuilder all = new StringBuilder();
        String line = out.readLine();
        while (line != null) {
            all.append(line).append('\n');
            line = out.readLine();
        }
        return all.toString();
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    /** SIGTERM. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy would close its streams too
    }

    public int exitCode() throws InterruptedException {
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it has not ended");
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
