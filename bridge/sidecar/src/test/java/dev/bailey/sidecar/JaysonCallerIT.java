package dev.bailey.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON-RPC in front of a plain HTTP service, called by jayson over TCP and by HTTP POST. */
final class JaysonCallerIT {
    private static final String CALLER = """
            const jayson = require('MODULES/jayson');
            const client = jayson.client.TRANSPORT({host: '127.0.0.1', port: PORTPATH});
            const show = next => (error, response) => {
              console.log(JSON.stringify(error || response));
              next();
            };
            const batch = [1, 2].map(id => client.request('ads.get', {id: String(id)}, 'b' + id, undefined, false));
            client.request('ads.get', {id: '7'}, 'a', show(() =>
              client.request('ads.get', {id: '404'}, 'b', show(() =>
                client.request('nothing', {}, 'c', show(() =>
                  client.request(batch, show(() =>
                    client.request('ads.viewed', {id: '7'}, null, error => console.log('told ' + !error))))))))));
            """;

    private final BlockingQueue<String> views = new LinkedBlockingQueue<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void jaysonReachesAnHttpService(String transport) throws Exception {
        String node = Peer.command("node", "nodejs");
        Path modules = Peer.npmModules();
        HttpServer service = service();
        try (SidecarProcess bailey = startBailey(service)) {
            int http = bailey.port("http");
            int rpc = bailey.port("rpc");
            Files.writeString(
                    folder.resolve("caller.js"),
                    CALLER.replace("MODULES", modules.toString())
                            .replace("TRANSPORT", transport)
                            // with a path, Node would take a TCP client for one of a Unix socket
                            .replace("PORTPATH", transport.equals("tcp") ? "" + rpc : http + ", path: '/rpc'"));
            List<String> lines =
                    Peer.run(folder, List.of(node, "caller.js")).lines().toList();
            assertEquals("{\"jsonrpc\":\"2.0\",\"result\":{\"path\":\"/ads/7\"},\"id\":\"a\"}", lines.get(0));
            assertTrue(lines.get(1).contains("\"error\":{\"code\":-32004,"), lines.get(1));
            assertTrue(lines.get(2).contains("\"error\":{\"code\":-32601,"), lines.get(2));
            assertEquals(
                    "[{\"jsonrpc\":\"2.0\",\"result\":{\"path\":\"/ads/1\"},\"id\":\"b1\"},"
                            + "{\"jsonrpc\":\"2.0\",\"result\":{\"path\":\"/ads/2\"},\"id\":\"b2\"}]",
                    lines.get(3));
            assertEquals("told true", lines.get(4));
            assertEquals("POST /ads/7/views", views.poll(30, TimeUnit.SECONDS));
            drain(bailey);
        } finally {
            service.stop(0);
        }
    }

    @Test
    void everyListenerOfTheRpcSectionHasALineAndIsCounted() throws Exception {
        HttpServer service = service();
        try (SidecarProcess bailey = startBailey(service)) {
            bailey.port("http");
            bailey.port("rpc");
            assertEquals("rpc    unix:" + folder.resolve("rpc.sock"), bailey.line());
            int admin = bailey.port("admin");
            String metrics = Http.get(admin, "/metrics");
            assertTrue(metrics.contains("bailey_edge_connections{edge=\"rpc 127.0.0.1:0\"} 0"), metrics);
            drain(bailey);
        } finally {
            service.stop(0);
        }
    }

    private static void drain(SidecarProcess bailey) throws IOException, InterruptedException {
        bailey.terminate();
        bailey.rest();
        assertEquals(0, bailey.exitCode());
    }

    private HttpServer service() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ads/", this::serve);
        server.start();
        return server;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            if (path.endsWith("/views")) {
                views.add(exchange.getRequestMethod() + " " + path);
            }
            byte[] body = ("{\"path\":\"" + path + "\"}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(path.endsWith("404") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private SidecarProcess startBailey(HttpServer service) throws IOException {
        Path config = folder.resolve("bailey.yaml");
        Files.writeString(config, """
                http: {listen: "127.0.0.1:0"}
                admin: {listen: "127.0.0.1:0"}
                rpc:
                  - listen: tcp://127.0.0.1:0
                  - {listen: "unix:%s", framing: content-length}
                  - path: /rpc
                services:
                  ads: {url: "http://127.0.0.1:%d"}
                defaults: {service: ads}
                routes:
                  - {rpc: ads.get, http: "GET /ads/{id}"}
                  - {rpc: ads.viewed, http: "POST /ads/{id}/views"}
                """.formatted(
                        folder.resolve("rpc.sock"), service.getAddress().getPort()));
        return SidecarProcess.start(folder, "run", "-c", config.toString());
    }
}
