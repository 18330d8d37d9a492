package dev.bailey.load.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * CPU per call (user and system time of the process divided by calls) of Bailey's facade over TCP and of nginx as a plain proxy,
 * in turn in one run against one backend. Prints a Markdown table. Needs nginx and wrk (Debian packages of these names).
 *
 * <p>Arguments: the bailey launcher, connections, seconds of a turn, turns.
 */
public final class CpuPerCall {
    private static final int BACKEND_HTTP = 18080;
    private static final int BACKEND_TCP = 18081;
    private static final int NGINX = 18082;
    private static final int BAILEY = 18083;
    private static final double MICROS_PER_TICK = 10_000;

    private CpuPerCall() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String launcher = args[0];
        int connections = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        int turns = Integer.parseInt(args[3]);
        Path dir = Files.createTempDirectory("bailey-compare");
        List<Peer> started = new ArrayList<>();
        try {
            started.add(backend(dir));
            awaitPort(BACKEND_TCP);
            started.add(nginx(dir));
            started.add(bailey(dir, launcher, "throughput", BAILEY));
            started.add(bailey(dir, launcher, "sidecar", BAILEY + 2));
            for (Peer peer : started) {
                awaitPort(peer.port());
            }
            print(compare(started.subList(1, started.size()), connections, seconds, turns), turns);
        } finally {
            for (Peer peer : started) {
                peer.close();
            }
        }
    }

    private static Peer backend(Path dir) throws IOException {
        return Peer.start(
                "backend",
                BACKEND_HTTP,
                dir.resolve("backend.log"),
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Backend.class.getName(),
                        "" + BACKEND_HTTP,
                        "" + BACKEND_TCP,
                        "300"),
                List.of());
    }

    private static Peer nginx(Path dir) throws IOException {
        Path config = dir.resolve("nginx.conf");
        Files.writeString(config, """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/nginx-error.log;
                events { worker_connections 4096; }
                http {
                  access_log off; keepalive_requests 1000000;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  upstream backend { server 127.0.0.1:%2$d; keepalive 512; keepalive_requests 1000000; }
                  server { listen 127.0.0.1:%3$d reuseport; location / {
                    proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ""; } }
                }
                """.formatted(dir, BACKEND_HTTP, NGINX));
        return Peer.start(
                "nginx, plain proxy",
                NGINX,
                dir.resolve("nginx.log"),
                List.of("nginx", "-p", dir.toString(), "-c", config.toString()),
                List.of());
    }

    private static Peer bailey(Path dir, String launcher, String profile, int port) throws IOException {
        Path config = dir.resolve("bailey-" + profile + ".yaml");
        Files.writeString(config, """
                http: {listen: "127.0.0.1:%d"}
                admin: {listen: "127.0.0.1:%d"}
                services: {ads: {url: "tcp://127.0.0.1:%d"}}
                routes:
                  - {rpc: ads.get, http: "GET /ads/{id}", service: ads, types: {id: integer}}
                """.formatted(port, port + 1, BACKEND_TCP));
        return Peer.start(
                "Bailey, " + profile + " profile",
                port,
                dir.resolve("bailey-" + profile + ".log"),
                List.of(launcher, "run", "-c", config.toString()),
                List.of("BAILEY_PROFILE=" + profile));
    }

    private static void awaitPort(int port) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("nothing listens on port " + port + " after 3 minutes; see the logs");
    }

    private static Map<String, double[]> compare(List<Peer> peers, int connections, int seconds, int turns)
            throws IOException, InterruptedException {
        Map<String, double[]> micros = new LinkedHashMap<>();
        for (Peer peer : peers) {
            Load.run(peer, connections, Math.max(seconds, 8));
            micros.put(peer.name(), new double[turns]);
        }
        for (int turn = 0; turn < turns; turn++) {
            for (Peer peer : peers) {
                long before = peer.cpuTicks();
                Load load = Load.run(peer, connections, seconds);
                double used = (peer.cpuTicks() - before) * MICROS_PER_TICK;
                if (load.errors() > 0 || load.calls() == 0 || !peer.isAlive()) {
                    throw new IOException(peer.name() + ": " + load);
                }
                Objects.requireNonNull(micros.get(peer.name()))[turn] = used / load.calls();
            }
        }
        return micros;
    }

    private static void print(Map<String, double[]> micros, int turns) {
        double base = median(micros.values().iterator().next());
        System.out.println("| peer | CPU µs per call (median of " + turns + ") | min | max | ratio to the first |");
        System.out.println("|---|---|---|---|---|");
        micros.forEach((name, values) -> System.out.printf(
                "| %s | %.1f | %.1f | %.1f | %.2f |%n",
                name,
                median(values),
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow(),
                median(values) / base));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
