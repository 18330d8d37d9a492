package dev.bailey.load.process;

import dev.bailey.load.verdict.Noise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the machine while a block runs: a thread that naps for a millisecond at a time tells how long nothing ran here, be it this
 * process' garbage collection or the whole machine, and {@code /proc/stat} how much CPU time others took. One block at a time, from
 * one thread.
 */
public final class NoiseMeter implements AutoCloseable {
    private static final long NAP_NANOS = 1_000_000;
    private static final int STEAL = 8;

    private final Thread napper = new Thread(this::nap, "noise-meter");
    private volatile boolean closed;
    private volatile long wokenNanos = System.nanoTime();
    private volatile long longestNanos;
    private List<Long> ours = List.of();
    private long beginNanos;
    private long othersMicros;

    public NoiseMeter() {
        napper.setDaemon(true);
        napper.start();
    }

    private void nap() {
        while (!closed) {
            LockSupport.parkNanos(NAP_NANOS);
            long now = System.nanoTime();
            longestNanos = Math.max(longestNanos, now - wokenNanos);
            wokenNanos = now;
        }
    }

    /**
     * Begins to watch.
     *
     * @param pids all processes of the run but this one; empty when they are not all known, and then others are not counted
     */
    public void begin(List<Long> pids) {
        ours = pids.isEmpty() ? List.of() : List.copyOf(pids);
        longestNanos = 0;
        beginNanos = System.nanoTime();
        othersMicros = othersMicros();
    }

    /** What was seen since. */
    public Noise end() {
        long now = System.nanoTime();
        long longest = Math.max(longestNanos, now - wokenNanos) - NAP_NANOS;
        double others = (othersMicros() - othersMicros) / ((now - beginNanos) / 1e3);
        return new Noise(Math.max(0, longest) / 1e6, Math.max(0, others));
    }

    private long othersMicros() {
        if (ours.isEmpty()) {
            return 0;
        }
        return busyMicros()
                - CpuTime.micros(ours)
                - CpuTime.micros(List.of(ProcessHandle.current().pid()));
    }

    /** User, nice and system time of all processes, and what the machine below took; the time of interrupts is nobody's. */
    private static long busyMicros() {
        try (var lines = Files.lines(Path.of("/proc/stat"), StandardCharsets.ISO_8859_1)) {
            String[] fields = lines.findFirst().orElse("").split(" +", -1);
            return fields.length > STEAL
                    ? CpuTime.micros(fields[1])
                            + CpuTime.micros(fields[2])
                            + CpuTime.micros(fields[3])
                            + CpuTime.micros(fields[STEAL])
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
