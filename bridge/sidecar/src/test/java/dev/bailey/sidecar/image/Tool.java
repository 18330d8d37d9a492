package dev.bailey.sidecar.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that does its work and ends. */
final class Tool {
    private static final long PATIENCE_SECONDS = 120;

    private Tool() {}

    /** What it says on stdout and stderr. */
    static String run(List<String> command) throws IOException, InterruptedException {
        return run(command, Map.of());
    }

    /**
     * What it says on stdout and stderr.
     *
     * @throws IOException if it cannot be started, fails, or does not end within two minutes
     */
    static String run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bailey-tool", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " has not ended: " + Files.readString(output, UTF_8));
            }
            String said = Files.readString(output, UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(command.get(0) + " failed with " + process.exitValue() + ": " + said);
            }
            return said;
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
