package dev.bailey.load.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that this one starts and ends; its standard output is read line by line, its errors go to a file. */
public final class Child implements AutoCloseable {
    private static final String END = "\0end";
    private static final int KEPT_LINES = 10_000;

    private final String name;
    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(KEPT_LINES);

    private Child(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
    }

    /** @param log the folder for its standard error */
    static Child start(String name, Path log, List<String> command, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(log);
        Path errors = log.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Child child = new Child(name, builder.start(), errors);
        Thread reader = new Thread(child::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    /** Another Java with this one's class path. */
    static Child java(String name, Path log, List<String> flags, Class<?> main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return start(name, log, command, Map.of());
    }

    private void read() {
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = out.readLine();
            while (line != null) {
                keep(line);
                line = out.readLine();
            }
        } catch (IOException e) {
            // ended
        }
        keep(END);
    }

    /** Whoever does not read lines gets the last ones. */
    private void keep(String line) {
        while (!lines.offer(line)) {
            lines.poll();
        }
    }

    /** The lines that nobody has read yet, once it has ended. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        lines.drainTo(rest);
        return rest;
    }

    /**
     * Waits for a line that begins so.
     *
     * @throws IOException if it does not come in time or the process ends
     */
    String awaitLine(String beginning, long seconds) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            String line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new IOException(name + (line == null ? " does not get on" : " has ended") + "; " + said());
            }
            if (line.startsWith(beginning)) {
                return line;
            }
        }
    }

    /** The end of what it said on standard error. */
    private String said() throws IOException {
        List<String> all = Files.readAllLines(errors);
        List<String> last = all.subList(Math.max(0, all.size() - 5), all.size());
        return last.isEmpty() ? "it said nothing" : "it said: " + String.join(" | ", last);
    }

    /**
     * Waits for its end.
     *
     * @return its exit code
     * @throws IOException if it does not end in time
     */
    int awaitExit(long time, TimeUnit unit) throws IOException, InterruptedException {
        if (!process.waitFor(time, unit)) {
            throw new IOException(name + " does not end; " + said());
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it without asking. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }

    /** Ends it: at once if it has not ended by itself after 5 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
