package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Bailey as a process of its own, with its stderr in a file. */
public final class BridgeProcess implements AutoCloseable {
    private static final String MAIN = "dev.bailey.sidecar.Main";
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path err;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Collection<String> output = new ConcurrentLinkedQueue<>();

    private BridgeProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /**
     * Starts {@code run -c} with the class path of this process, and waits till it is ready.
     *
     * @param javaFlags memory and compiler, say
     * @param configuration with ports 0; a line for each listener is read
     * @param folder for the configuration and the log
     */
    public static BridgeProcess start(List<String> javaFlags, String configuration, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(javaFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        return launch(command, configuration, folder);
    }

    /** The same with another command that is Bailey's: that of an image, say. */
    public static BridgeProcess launch(List<String> bailey, String configuration, Path folder) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "bailey", ".yaml"), configuration);
        List<String> command = new ArrayList<>(bailey);
        command.addAll(List.of("run", "-c", file.toString()));
        Path err = Files.createTempFile(folder, "bailey", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        BridgeProcess bridge = new BridgeProcess(process, err);
        BufferedReader out = process.inputReader(UTF_8);
        bridge.readPorts(out);
        Backstage.run("bridge-output", () -> bridge.readOn(out));
        return bridge;
    }

    /** Lines as {@code http   http://127.0.0.1:8080}; the one of the admin edge is the last. */
    private void readPorts(BufferedReader out) throws IOException {
        while (!ports.containsKey("admin")) {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("the bridge did not start: " + log());
            }
            ports.put(line.split(" ", 2)[0], Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
        }
    }

    private void readOn(BufferedReader out) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                output.add(line);
            }
        } catch (IOException e) {
            // killed
        }
    }

    /**
     * The port of a listener.
     *
     * @param edge http, rpc or admin
     */
    public int port(String edge) {
        Integer port = ports.get(edge);
        if (port == null) {
            throw new IllegalArgumentException("no such edge: " + edge + " in " + ports);
        }
        return port;
    }

    /** The body of a page of the admin edge, or of anything that is asked for with GET; the status stands first. */
    public String get(String edge, String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(edge))) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            String request = "GET " + target + " HTTP/1.1\r\nHost: bailey\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), UTF_8);
            return answer.length() < 12 ? "" : answer.substring(9, 12) + answer.substring(answer.indexOf("\r\n\r\n"));
        }
    }

    public boolean isReady() throws IOException {
        return get("admin", "/readyz").startsWith("200");
    }

    /** Waits till it is ready, with pauses. */
    public void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isReady()) {
            if (System.nanoTime() > until) {
                throw new IOException("the bridge is not ready: " + get("admin", "/readyz?verbose"));
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** The sum of a metric over all label sets that contain these words. */
    public double metric(String name, String... labels) throws IOException {
        double sum = 0;
        for (String line : get("admin", "/metrics").lines().toList()) {
            boolean ours = line.startsWith(name + "{") || line.startsWith(name + " ");
            if (ours && Stream.of(labels).allMatch(line::contains)) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return sum;
    }

    public long pid() {
        return process.pid();
    }

    /** Sends it SIGTERM, SIGSTOP or another signal by its name. */
    public void signal(String name) throws IOException, InterruptedException {
        Signals.send(process, name);
    }

    /** Its exit code, once it has ended. */
    public int awaitEnd() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the bridge does not end: " + log());
        }
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its resident memory in bytes: now ({@code VmRSS}) or the most there was ({@code VmHWM}). Linux only. */
    public long memory(String which) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            String line = lines.filter(each -> each.startsWith(which + ":"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + which));
            return Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
        }
    }

    /** What it wrote to stderr, and to stdout since it started: there the virtual machine says why it gives up. */
    public String log() throws IOException {
        return Files.readString(err) + String.join("\n", output);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
