package dev.bailey.load.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A control group of the kernel with a limit of CPU and one of memory, for one process and its children; version 1, whose {@code
 * cpu} and {@code memory} controllers must be writable (root).
 */
final class Cgroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final long PERIOD_MICROS = 100_000;

    private final Path cpu;
    private final Path memory;

    private Cgroup(Path cpu, Path memory) {
        this.cpu = cpu;
        this.memory = memory;
    }

    /** Whether this machine lets us make one. */
    static boolean isPossible() {
        return Files.isWritable(ROOT.resolve("cpu")) && Files.isWritable(ROOT.resolve("memory"));
    }

    /**
     * Makes one.
     *
     * @param cpus 0.1 is 10 ms of each 100 ms
     * @param bytes of memory, page cache included; the kernel ends the process that needs more
     */
    static Cgroup limited(double cpus, long bytes) throws IOException {
        String name = "bailey-footprint-" + ProcessHandle.current().pid();
        Cgroup group = new Cgroup(
                Files.createDirectories(ROOT.resolve("cpu").resolve(name)),
                Files.createDirectories(ROOT.resolve("memory").resolve(name)));
        write(group.cpu.resolve("cpu.cfs_period_us"), PERIOD_MICROS);
        write(group.cpu.resolve("cpu.cfs_quota_us"), Math.round(cpus * PERIOD_MICROS));
        write(group.memory.resolve("memory.limit_in_bytes"), bytes);
        write(group.memory.resolve("memory.swappiness"), 0);
        return group;
    }

    /** The command that runs another one inside. */
    List<String> inside(List<String> command) {
        List<String> words = new ArrayList<>(List.of(
                "sh",
                "-c",
                "echo $$ > " + cpu.resolve("cgroup.procs") + " && echo $$ > " + memory.resolve("cgroup.procs")
                        + " && exec \"$@\"",
                "sh"));
        words.addAll(command);
        return words;
    }

    /** The most that was used at once. */
    long peakBytes() throws IOException {
        return number(memory.resolve("memory.max_usage_in_bytes"));
    }

    /** What cannot be given back: the processes' own pages, without the page cache. */
    long anonymousBytes() throws IOException {
        return field(memory.resolve("memory.stat"), "rss");
    }

    /** Processes that were ended for want of memory. */
    long outOfMemoryKills() throws IOException {
        return field(memory.resolve("memory.oom_control"), "oom_kill");
    }

    /** Time for which the process wanted a CPU and was not let. */
    double throttledSeconds() throws IOException {
        return field(cpu.resolve("cpu.stat"), "throttled_time") / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static long field(Path file, String name) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(name + " ")) {
                return Long.parseLong(line.substring(name.length() + 1).strip());
            }
        }
        throw new IOException("no " + name + " in " + file);
    }

    private static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    private static void write(Path file, long value) throws IOException {
        Files.writeString(file, Long.toString(value));
    }

    /** Removes it; what ran inside must have ended. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(cpu);
        Files.deleteIfExists(memory);
    }
}
