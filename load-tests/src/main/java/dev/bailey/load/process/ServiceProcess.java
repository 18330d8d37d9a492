package dev.bailey.load.process;

import dev.bailey.load.service.ServiceMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The built-in service. */
public final class ServiceProcess implements AutoCloseable {
    private static final int START_SECONDS = 30;
    private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(5);

    private final Path log;
    private final Duration slowInProcess;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONTROL_TIMEOUT).build();
    private Child process;
    private List<Integer> ports;

    private ServiceProcess(Path log, Duration slowInProcess, Child process, List<Integer> ports) {
        this.log = log;
        this.slowInProcess = slowInProcess;
        this.process = process;
        this.ports = ports;
    }

    /** Starts it and waits until it listens. */
    public static ServiceProcess start(Path log, Duration slowInProcess) throws IOException, InterruptedException {
        Child process = launch(log, slowInProcess, List.of(0, 0, 0, 0));
        return new ServiceProcess(log, slowInProcess, process, ports(process));
    }

    private static Child launch(Path log, Duration slow, List<Integer> ports) throws IOException {
        List<String> arguments = Stream.concat(ports.stream().map(String::valueOf), Stream.of("" + slow.toMillis()))
                .toList();
        // one collector thread: on a small machine a pool of them would take the callers' cores
        return Child.java(
                "service", log, List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"), ServiceMain.class, arguments);
    }

    private static List<Integer> ports(Child process) throws IOException, InterruptedException {
        String[] words = process.awaitLine("ready ", START_SECONDS).split(" ", -1);
        return List.of(words).subList(1, 5).stream().map(Integer::parseInt).toList();
    }

    public URI direct() {
        return URI.create("http://127.0.0.1:" + ports.get(0));
    }

    public URI inProcess() {
        return URI.create("http://127.0.0.1:" + ports.get(1));
    }

    public int rpcPort() {
        return ports.get(2);
    }

    public int directPort() {
        return ports.get(0);
    }

    public long pid() {
        return process.pid();
    }

    /** From now on every call takes so much longer. */
    public void slowDown(Duration by) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + ports.get(3) + "/slow/" + by.toMillis());
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(CONTROL_TIMEOUT).build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
    }

    /** Kills it and starts it again, on the same ports. */
    public void restart() throws IOException, InterruptedException {
        process.kill();
        process = launch(log, slowInProcess, ports);
        ports = ports(process);
    }

    @Override
    public void close() {
        process.close();
    }
}
