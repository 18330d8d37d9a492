package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P5: nothing that a caller or a service can send, and no peer that is slow to send or to read, brings the bridge down, with as
 * little memory as the sidecar has; and a call costs at most three times the bytes that it brings.
 */
class P5BoundsIT {
    /** The sidecar's: see bridge/sidecar/src/main/jvm. */
    private static final List<String> SIDECAR = List.of(
            "-XX:+UseSerialGC",
            "-Xmx24m",
            "-Xss256k",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=12m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dio.netty.allocator.type=pooled",
            "-Dio.netty.allocator.numDirectArenas=1",
            "-Dio.netty.allocator.numHeapArenas=0",
            "-Dio.netty.allocator.maxOrder=5",
            "-Dio.netty.leakDetection.level=disabled");

    private static final int MIB = 1 << 20;

    private final Ledger ledger = new Ledger(5, 100_000);
    private final List<Socket> sockets = new ArrayList<>();

    @TempDir
    Path folder;

    interface Attack {
        void on(BridgeProcess bridge) throws IOException;
    }

    /** Not in a usual build: see docs/reliability.md. */
    @Test
    @Tag("timing")
    void noCallerBringsItDown() throws Exception {
        try (EvilRpcService legacy = new EvilRpcService(ledger, RpcMischief.none(), 10_000, 0);
                LargeService large = new LargeService();
                BridgeProcess bridge = BridgeProcess.start(SIDECAR, configuration(legacy, large.port()), folder)) {
            bridge.awaitReady();
            for (Map.Entry<String, Attack> attack : attacks().entrySet()) {
                attack.getValue().on(bridge);
                assertAlive(bridge, attack.getKey());
                closeAll();
            }
        }
    }

    private Map<String, Attack> attacks() {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put("bodies that stop before their end", bridge -> {
            for (int i = 0; i < 300; i++) {
                send(bridge, "http", head("POST /legacy", MIB) + "{\"nonce\":\"" + "x".repeat(MIB - 100));
            }
        });
        attacks.put("frames that stop before their end", bridge -> {
            for (int i = 0; i < 300; i++) {
                send(bridge, "rpc", "{\"jsonrpc\":\"2.0\",\"id\":1,\"params\":\"" + "x".repeat(MIB - 100));
            }
        });
        attacks.put("frames without an end", bridge -> {
            for (int i = 0; i < 20; i++) {
                send(bridge, "rpc", "[".repeat(3 * MIB));
            }
        });
        attacks.put("batches of nothings", bridge -> {
            for (int i = 0; i < 50; i++) {
                send(bridge, "rpc", "[" + "1,".repeat(MIB / 2 - 10) + "1]\n");
                send(bridge, "rpc", "[" + "{},".repeat(MIB / 3 - 10) + "{}]\n");
            }
        });
        attacks.put("batches of calls with large answers, unread", bridge -> {
            String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"large\",\"params\":[]}";
            for (int i = 0; i < 20; i++) {
                send(bridge, "rpc", "[" + (call + ",").repeat(99) + call + "]\n");
            }
        });
        attacks.put("deep and wide JSON", bridge -> {
            for (String body : List.of(
                    "[".repeat(MIB - 2),
                    "{\"a\":".repeat(MIB / 5 - 2),
                    "{\"nonce\":" + "9".repeat(MIB - 20) + "}",
                    "{\"" + "k".repeat(MIB - 20) + "\":1}",
                    "{" + "\"a\":1,".repeat(MIB / 6 - 10) + "\"b\":1}",
                    "{\"nonce\":\"" + "\\u0041".repeat(MIB / 6 - 20) + "\"}")) {
                for (int i = 0; i < 8; i++) {
                    send(bridge, "http", head("POST /legacy", body.length()) + body);
                    send(bridge, "rpc", body + "\n");
                }
            }
        });
        attacks.put("heads without an end", bridge -> {
            for (int i = 0; i < 300; i++) {
                send(bridge, "http", "GET /legacy/1 HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(MIB / 16));
                send(bridge, "http", "GET /" + "z".repeat(MIB / 16));
                send(bridge, "http", "GET /legacy/1 HTTP/1.1\r\n" + "A: b\r\n".repeat(MIB / 64));
            }
        });
        attacks.put("heads that stop before their end", bridge -> {
            for (int i = 0; i < 1000; i++) {
                String fields = ("A: " + "b".repeat(120) + "\r\n").repeat(60);
                send(bridge, "http", "GET /" + "z".repeat(1900) + " HTTP/1.1\r\nHost: a\r\n" + fields);
            }
        });
        attacks.put("requests behind calls that take long", bridge -> {
            for (int i = 0; i < 1000; i++) {
                send(bridge, "http", "GET /silent HTTP/1.1\r\nHost: a\r\n\r\n".repeat(500));
            }
        });
        attacks.put("chunks without an end", bridge -> {
            for (int i = 0; i < 100; i++) {
                send(
                        bridge,
                        "http",
                        "POST /legacy HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(MIB / 12));
            }
        });
        attacks.put("pipelined requests with large answers, unread", bridge -> {
            for (int i = 0; i < 100; i++) {
                send(bridge, "http", "GET /large HTTP/1.1\r\nHost: a\r\n\r\n".repeat(500));
            }
        });
        attacks.put("RPC calls with large answers, unread", bridge -> {
            for (int i = 0; i < 100; i++) {
                send(bridge, "rpc", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"large\",\"params\":[]}\n".repeat(500));
            }
        });
        attacks.put("more connections than there may be", bridge -> {
            for (int i = 0; i < 3000 && bridge.isAlive(); i++) {
                open(bridge, i % 2 == 0 ? "http" : "rpc");
            }
        });
        attacks.put("services that stop before the end of large answers", bridge -> {
            for (int i = 0; i < 64; i++) {
                send(bridge, "http", "GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
                send(bridge, "http", "GET /stuckhttp HTTP/1.1\r\nHost: a\r\n\r\n");
            }
        });
        return attacks;
    }

    @Test
    void aCallCostsAtMostThreeTimesWhatItBrings() throws Exception {
        int calls = 24;
        int bytes = MIB / 2;
        Lot<RpcMischief> silent = new Lot<RpcMischief>(5).add(RpcMischief.NEVER_ANSWERS, 1);
        try (EvilRpcService legacy = new EvilRpcService(ledger, silent, 60_000, 0);
                BridgeProcess bridge = BridgeProcess.start(
                        Landscape.JAVA,
                        Landscape.legacyOnly("{url: 'tcp://127.0.0.1:" + legacy.port() + "', timeout: 60s}", ""),
                        folder)) {
            bridge.awaitReady();
            String body = "{\"nonce\":\"" + "x".repeat(bytes - 12) + "\"}";
            bridge.get("http", "/nowhere");
            for (String edge : List.of("http", "rpc")) {
                long before = heap(bridge);
                long seen = ledger.strangers();
                for (int i = 0; i < calls; i++) {
                    send(
                            bridge,
                            edge,
                            edge.equals("http")
                                    ? head("POST /legacy", body.length()) + body
                                    : "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"legacy.post\",\"params\":" + body
                                            + "}\n");
                }
                awaitStrangers(seen + calls);
                double times = (heap(bridge) - before) / ((double) calls * bytes);
                System.out.printf("P5: a call of %,d bytes over %s holds %.2f times that%n", bytes, edge, times);
                assertTrue(times <= 3, "P5: a call over " + edge + " holds " + times + " times its bytes");
                closeAll();
            }
        }
    }

    private void awaitStrangers(long count) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (ledger.strangers() < count && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertTrue(ledger.strangers() >= count, "the calls reach the service");
    }

    /** Live bytes of the heap, after a collection. */
    private static long heap(BridgeProcess bridge) throws IOException, InterruptedException {
        jcmd(bridge, "GC.run");
        String info = jcmd(bridge, "GC.heap_info");
        long kib = 0;
        for (String line : info.lines().toList()) {
            if (line.contains("generation") || line.contains("garbage-first")) {
                kib += Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1"));
            }
        }
        assertTrue(kib > 0, info);
        return kib * 1024;
    }

    private static String jcmd(BridgeProcess bridge, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(bridge.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String out = new String(jcmd.getInputStream().readAllBytes(), ISO_8859_1);
        jcmd.waitFor();
        return out;
    }

    private void assertAlive(BridgeProcess bridge, String attack) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String answer = "";
        while (System.nanoTime() < until && bridge.isAlive() && !answer.startsWith("200")) {
            try {
                answer = bridge.get("http", "/legacy/" + ledger.nonces().of(1));
            } catch (IOException e) {
                answer = e.toString();
            }
            closeSome();
        }
        System.out.printf(
                "P5: %s: %s, %d MiB resident, at most %d MiB%n",
                attack,
                bridge.isAlive() ? "serves" : "DEAD",
                bridge.isAlive() ? bridge.memory("VmRSS") / MIB : 0,
                bridge.isAlive() ? bridge.memory("VmHWM") / MIB : 0);
        assertTrue(bridge.isAlive(), "P5: " + attack + " brought it down: " + bridge.log());
        assertTrue(answer.startsWith("200"), "P5: after " + attack + ": " + answer);
    }

    private static String head(String line, int length) {
        return line + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private Socket open(BridgeProcess bridge, String edge) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), bridge.port(edge));
        sockets.add(socket);
        return socket;
    }

    /** Sends what the bridge takes, and reads nothing; a bridge that has had enough may end the connection. */
    private void send(BridgeProcess bridge, String edge, String text) {
        try {
            Socket socket = open(bridge, edge);
            Thread sender = Backstage.run("attacker", () -> {
                try {
                    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
                } catch (IOException e) {
                    // it had enough
                }
            });
            sender.join(20);
        } catch (IOException | InterruptedException e) {
            // it had enough, or died: that will show
        }
    }

    /** Makes room for who wants to know whether it lives. */
    private void closeSome() {
        for (int i = 0; i < 50 && !sockets.isEmpty(); i++) {
            Backstage.close(sockets.remove(sockets.size() - 1));
        }
    }

    private void closeAll() {
        sockets.forEach(Backstage::close);
        sockets.clear();
    }

    private static String configuration(EvilRpcService legacy, int large) {
        return Landscape.legacyOnly("{url: 'tcp://127.0.0.1:" + legacy.port() + "', timeout: 2s}", "")
                        .replace(
                                "services:\n",
                                "services:\n  large: {url: 'tcp://127.0.0.1:" + large + "', timeout: 3s}\n"
                                        + "  largehttp: {url: 'http://127.0.0.1:" + large + "', timeout: 3s}\n")
                + "- {rpc: large, http: GET /large, service: large}\n"
                + "- {rpc: silent, http: GET /silent, service: large, timeout: 30s}\n"
                + "- {rpc: stuck, http: GET /stuck, service: large}\n"
                + "- {rpc: stuckhttp, http: GET /stuckhttp, service: largehttp}\n";
    }

    /** Answers with 2 MiB; {@code stuck} with as much and no end. Speaks JSON-RPC, and HTTP to who does. */
    private static final class LargeService implements AutoCloseable {
        private static final String LARGE = "x".repeat(2 * MIB);

        private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());

        LargeService() throws IOException {
            Backstage.run("large", () -> {
                try {
                    while (true) {
                        Socket socket = server.accept();
                        Backstage.run("large-connection", () -> serve(socket));
                    }
                } catch (IOException e) {
                    // closed
                }
            });
        }

        int port() {
            return server.getLocalPort();
        }

        private static void serve(Socket socket) {
            try (socket) {
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream();
                StringBuilder line = new StringBuilder();
                for (int next = in.read(); next >= 0; next = in.read()) {
                    if (next != '\n') {
                        line.append((char) next);
                        continue;
                    }
                    String request = line.toString();
                    line.setLength(0);
                    if (request.startsWith("GET ")) {
                        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + 3 * MIB
                                        + "\r\n\r\n\"" + LARGE)
                                .getBytes(ISO_8859_1));
                    } else if (request.contains("\"method\"") && !request.contains("silent")) {
                        String id = request.replaceAll(".*\"id\":(\\d+),\"method.*", "$1");
                        String end = request.contains("stuck") ? "" : "\"}\n";
                        out.write(("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"" + LARGE + end)
                                .getBytes(ISO_8859_1));
                    }
                }
            } catch (IOException e) {
                // gone
            }
        }

        @Override
        public void close() {
            Backstage.close(server);
        }
    }
}
