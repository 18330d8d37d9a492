package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P8: only what is mapped can be reached, only from this machine unless told otherwise, and no caller chooses where a request goes.
 * A service that counts what comes, and a decoy that nothing but callers' input names.
 */
class P8ClosedByDefaultIT {
    private static final List<String> METHODS = List.of(
            "rpc.discover",
            "rpc.anything",
            "legacy.drop",
            "legacy.get2",
            "LEGACY.GET",
            "legacy.get ",
            " legacy.get",
            "legacy.get\\u0000",
            "legacy",
            "legacy.",
            "",
            "system.listMethods",
            "legacy.get/../drop",
            "rpc\\u002ediscover",
            "rpc\u00c0\u00aediscover",
            "open.rpc.discover",
            "*",
            "{method}",
            "legacy.{method}",
            "remove");

    private static final List<String> TARGETS = List.of(
            "/legacy",
            "/legacy/",
            "/legacy/a/b",
            "/legacy/..",
            "/legacy/%2e%2e",
            "/legacy/.",
            "//legacy/a",
            "/LEGACY/a",
            "/legacy/a/",
            "/legacy;/a",
            "/other",
            "/",
            "*",
            "/legacy/%00",
            "/legacy/%zz",
            "/legacy/%ff",
            "@DECOY/legacy/a",
            "//DECOY/legacy/a",
            "http://DECOY/decoy",
            "https://DECOY/legacy/a/b",
            "/methods/rpc.discover/x",
            "/legacy/a b",
            "/../legacy/a",
            "\\\\DECOY\\a",
            "/methods/rpc.discover",
            "/methods/r/x");

    private final Ledger ledger = new Ledger(8, 1000);

    @TempDir
    Path folder;

    @Test
    void nothingUnmappedIsReachedAndNoTargetComesFromInput() throws Exception {
        try (EvilRpcService legacy = new EvilRpcService(ledger, RpcMischief.none(), 1000, 0);
                EvilRpcService decoy = new EvilRpcService(ledger, RpcMischief.none(), 1000, 0);
                BridgeProcess bridge = BridgeProcess.start(
                        Landscape.JAVA,
                        Landscape.legacyOnly("{url: 'tcp://127.0.0.1:" + legacy.port() + "'}", "")
                                + "- {rpc: 'r{method}', http: 'POST /methods/r{method}', service: legacy}\n",
                        folder)) {
            bridge.awaitReady();
            assertTrue(
                    bridge.get("http", "/legacy/" + ledger.nonces().of(1)).startsWith("200"), "what is mapped works");
            assertEquals(1, ledger.executed(ledger.nonces().of(1)), "and is executed");
            long before = requests(legacy);
            for (String method : METHODS) {
                String answer = rpc(bridge, method);
                boolean reached = answer.contains("\"result\"");
                assertEquals(method.equals("remove"), reached, method + " -> " + answer);
            }
            assertEquals(before + 1, requests(legacy), "only the family's method reached the service");
            String there = "127.0.0.1:" + decoy.port();
            for (String target : TARGETS) {
                for (String host : List.of("bailey", there)) {
                    String answer = http(bridge, "GET " + target.replace("DECOY", there) + " HTTP/1.1", host);
                    assertTrue(answer.startsWith("HTTP/1.1 4"), target + " -> " + answer);
                }
            }
            for (String method : List.of("rpc.discover", "rpc.", "%72pc.discover", "r%70c.discover")) {
                String answer = http(bridge, "POST /methods/" + method + " HTTP/1.1", "bailey");
                assertTrue(answer.startsWith("HTTP/1.1 4"), "a family reached " + method + " -> " + answer);
            }
            for (String line : List.of("CONNECT " + there + " HTTP/1.1", "TRACE /legacy/a HTTP/1.1")) {
                assertTrue(http(bridge, line, "bailey").startsWith("HTTP/1.1 4"), line);
            }
            assertAll(
                    () -> assertEquals(before + 1, requests(legacy), "P8: requests to what is not mapped"),
                    () -> assertEquals(0, decoy.connections(), "P8: connections to where callers said"));
        }
    }

    @Test
    void listensOnLoopbackUnlessTold() throws Exception {
        String bareFile = """
                services: {a: {url: 'tcp://127.0.0.1:1'}}
                routes: [{rpc: a, http: GET /a, service: a}]
                """;
        try (BridgeProcess bridge = BridgeProcess.start(Landscape.JAVA, Landscape.EDGES + bareFile, folder)) {
            assertEquals(List.of(), foreignListeners(bridge.pid()), "P8: sockets that others could reach");
        }
        Path bare = Files.writeString(folder.resolve("bare.yaml"), bareFile);
        Process config = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.bailey.sidecar.Main",
                        "config",
                        "-c",
                        bare.toString())
                .start();
        String effective = new String(config.getInputStream().readAllBytes(), ISO_8859_1);
        assertTrue(config.waitFor(60, TimeUnit.SECONDS));
        List<String> listens = effective
                .lines()
                .filter(line -> line.contains("listen") || line.strip().startsWith("- 1"))
                .toList();
        assertFalse(listens.isEmpty(), effective);
        assertFalse(effective.contains("0.0.0.0"), effective);
        assertTrue(effective.contains("127.0.0.1:8080") && effective.contains("127.0.0.1:9090"), effective);
    }

    /** Requests that came, good or bad. */
    private long requests(EvilRpcService service) {
        return service.done().values().stream().mapToLong(count -> count.get()).sum();
    }

    private static String rpc(BridgeProcess bridge, String method) throws IOException {
        String message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{\"nonce\":\"x\"}}\n";
        return exchange(bridge.port("rpc"), message);
    }

    private static String http(BridgeProcess bridge, String line, String host) throws IOException {
        return exchange(bridge.port("http"), line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private static String exchange(int port, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Listening sockets of the process with another address than 127.0.0.1 or ::1, as the kernel has them. */
    private static List<String> foreignListeners(long pid) throws IOException {
        Set<String> inodes;
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            inodes = files.map(P8ClosedByDefaultIT::link)
                    .filter(link -> link.startsWith("socket:["))
                    .map(link -> link.substring(8, link.length() - 1))
                    .collect(Collectors.toSet());
        }
        try (Stream<String> v4 = Files.lines(Path.of("/proc/" + pid + "/net/tcp"));
                Stream<String> v6 = Files.lines(Path.of("/proc/" + pid + "/net/tcp6"))) {
            List<String> mine = Stream.concat(v4, v6)
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(fields -> fields.length > 9 && fields[3].equals("0A") && inodes.contains(fields[9]))
                    .map(fields -> fields[1])
                    .toList();
            assertTrue(mine.size() >= 3, "its listeners are seen: " + mine);
            return mine.stream().filter(address -> !isLoopback(address)).toList();
        }
    }

    private static boolean isLoopback(String address) {
        String host = address.substring(0, address.indexOf(':'));
        return host.equals("0100007F")
                || host.equals("00000000000000000000000001000000")
                || host.equals("0000000000000000FFFF00000100007F");
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
