package dev.bailey.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Software of others that tests talk to. Where it is not installed its tests are skipped, unless BAILEY_PEERS=required. */
final class Peer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final String readyLine;

    private Peer(Process process, String readyLine) {
        this.process = process;
        this.readyLine = readyLine;
    }

    /** The line with which it said that it is ready. */
    String readyLine() {
        return readyLine;
    }

    /** The whole path of a command. */
    static String command(String name, String debianPackage) {
        Optional<Path> found = Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        need(found.isPresent(), name + " is not installed (Debian package " + debianPackage + ")");
        return found.orElseThrow().toString();
    }

    /** Where {@code npm ci --prefix .ci/peers} puts what it installs. */
    static Path npmModules() {
        Path modules = Path.of("..", "..", ".ci", "peers", "node_modules")
                .toAbsolutePath()
                .normalize();
        need(Files.isDirectory(modules), "npm packages are missing: run npm ci --prefix .ci/peers");
        return modules;
    }

    private static void need(boolean there, String message) {
        if ("required".equals(System.getenv("BAILEY_PEERS"))) {
            assertTrue(there, message);
        }
        assumeTrue(there, message);
    }

    /** Runs a command to its end, which must be a good one. */
    static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it has not ended: " + command);
        assertEquals(0, process.exitValue(), output);
        return output;
    }

    /** Starts a server, and waits until it has printed the line that says so. */
    static Peer serve(Path folder, List<String> command, String ready) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.contains(ready)) {
            lines.add(line);
            line = out.readLine();
        }
        if (line == null) {
            throw new AssertionError("it ended: " + lines);
        }
        return new Peer(process, line);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
