package dev.bailey.load.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** User and system time of processes, from {@code /proc/PID/stat}: in ticks of 10 ms, so count over many calls. */
public final class CpuTime {
    private static final long MICROS_PER_TICK = 10_000;
    private static final int UTIME = 11;
    private static final int STIME = 12;

    private CpuTime() {}

    /** Microseconds so far of all of these together; of one that has ended, nothing. */
    public static long micros(List<Long> pids) {
        return pids.stream().mapToLong(CpuTime::micros).sum();
    }

    private static long micros(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            // the name before may have spaces and parentheses of its own
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return micros(fields[UTIME]) + micros(fields[STIME]);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Of a number of ticks as /proc has it. */
    static long micros(String ticks) {
        return Long.parseLong(ticks) * MICROS_PER_TICK;
    }
}
