package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus' own tool for rules and metrics. */
final class Promtool {
    private Promtool() {}

    /** Runs it to its end, which must be a good one. */
    static String run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Installed.command("promtool", "Debian package prometheus")));
        command.addAll(List.of(args));
        Path said = Files.createTempFile("promtool", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it has not ended: " + command);
            assertEquals(0, process.exitValue(), Files.readString(said));
            return Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }
}
