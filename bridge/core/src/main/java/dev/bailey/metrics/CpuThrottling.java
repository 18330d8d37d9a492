package dev.bailey.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long the kernel held this process back because its cgroup had used up its CPU time: {@code throttled_usec} of cgroup
 * v2, {@code throttled_time} (nanoseconds) of v1.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu">cgroup v2: CPU</a>
 */
final class CpuThrottling {
    private static final String MICROS = "throttled_usec ";
    private static final String NANOS = "throttled_time ";

    private final Optional<Path> stat;

    private CpuThrottling(Optional<Path> stat) {
        this.stat = stat;
    }

    /**
     * Finds the file by {@code /proc/self/cgroup}.
     *
     * @param root where {@code proc} and {@code sys} are: {@code /}
     */
    static CpuThrottling ofThisProcess(Path root) {
        Path cgroups = root.resolve("sys/fs/cgroup");
        return new CpuThrottling(lines(root.resolve("proc/self/cgroup")).stream()
                .flatMap(line -> candidates(cgroups, line))
                .filter(Files::isReadable)
                .findFirst());
    }

    /** A line is {@code hierarchy:controllers:path}; inside a container the cgroup of the path is mounted as the root. */
    private static Stream<Path> candidates(Path cgroups, String line) {
        String[] parts = line.split(":", 3);
        if (parts.length != 3) {
            return Stream.empty();
        }
        boolean unified = parts[0].equals("0") && parts[1].isEmpty();
        if (!unified && !List.of(parts[1].split(",", -1)).contains("cpu")) {
            return Stream.empty();
        }
        Path below = Path.of("/").relativize(Path.of(parts[2]));
        return Stream.of(unified ? cgroups : cgroups.resolve("cpu"), cgroups.resolve(parts[1]))
                .flatMap(mount -> Stream.of(mount.resolve(below), mount))
                .map(folder -> folder.resolve("cpu.stat"));
    }

    /** Seconds so far; 0 where there is no limit or nobody tells. */
    double seconds() {
        return stat.map(CpuThrottling::lines).orElse(List.of()).stream()
                .mapToDouble(CpuThrottling::seconds)
                .sum();
    }

    private static double seconds(String line) {
        if (line.startsWith(MICROS)) {
            return Long.parseLong(line.substring(MICROS.length())) / 1e6;
        }
        return line.startsWith(NANOS) ? Long.parseLong(line.substring(NANOS.length())) / 1e9 : 0;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
