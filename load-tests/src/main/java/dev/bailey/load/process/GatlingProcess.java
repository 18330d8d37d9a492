package dev.bailey.load.process;

import dev.bailey.load.simulation.BlocksSimulation;
import dev.bailey.load.simulation.GatlingPlan;
import dev.bailey.load.simulation.Playback;
import io.gatling.app.Gatling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Gatling, which makes the high load, in a process of its own. */
public final class GatlingProcess implements AutoCloseable {
    private static final String ASSERTION = ": percentage of failed events";
    private static final int START_SECONDS = 60;

    /** What follows the last call: its answer and the report. */
    private static final int REPORT_SECONDS = 120;

    private final Child process;
    private final long begunMillis;

    private GatlingProcess(Child process, long begunMillis) {
        this.process = process;
        this.begunMillis = begunMillis;
    }

    /**
     * Starts it; returns when its first user comes.
     *
     * @param results where its report goes
     */
    public static GatlingProcess start(GatlingPlan plan, Path log, Path results)
            throws IOException, InterruptedException {
        Files.createDirectories(log);
        Path file = log.resolve("gatling-plan.json");
        plan.write(file);
        Child process = Child.java(
                "gatling",
                log,
                List.of(
                        "-Xms512m",
                        "-Xmx768m",
                        "-XX:+UseSerialGC",
                        // Gatling is written in Scala, which reaches into the JDK
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-D" + Playback.PLAN + "=" + file),
                Gatling.class,
                List.of("-s", BlocksSimulation.class.getName(), "-rf", results.toString()));
        try {
            String begun = process.awaitLine(Playback.BEGUN, START_SECONDS);
            return new GatlingProcess(
                    process,
                    Long.parseLong(begun.substring(Playback.BEGUN.length()).strip()));
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    public long pid() {
        return process.pid();
    }

    /** When the first user came, in milliseconds since the epoch. */
    public long begunMillis() {
        return begunMillis;
    }

    /**
     * Waits for the end and the report.
     *
     * @param left how long calls still come
     * @return the names of those populations of which too many calls failed
     * @throws IOException if it did not come to an end
     */
    public Set<String> awaitEnd(Duration left) throws IOException, InterruptedException {
        int status = process.awaitExit(left.toSeconds() + REPORT_SECONDS, TimeUnit.SECONDS);
        // 2: an assertion failed
        if (status != 0 && status != 2) {
            throw new IOException("Gatling ended with status " + status);
        }
        return failed();
    }

    /** Such as {@code reverse direct: percentage of failed events is less than or equal to 0.0 : false (actual : 1.5)}. */
    private Set<String> failed() {
        Set<String> failed = new HashSet<>();
        for (String line : process.rest()) {
            int colon = line.indexOf(ASSERTION);
            if (colon > 0 && !line.contains(" : true (")) {
                failed.add(line.substring(0, colon));
            }
        }
        return failed;
    }

    @Override
    public void close() {
        process.close();
    }
}
