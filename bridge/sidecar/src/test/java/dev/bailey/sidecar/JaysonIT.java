package dev.bailey.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP in front of a service written with jayson: JSON-RPC 2.0, over TCP and in HTTP POSTs. */
final class JaysonIT {
    private static final String SERVICE = """
            const jayson = require('MODULES/jayson');
            const server = new jayson.Server({
              'ads.get': (args, done) => args.id === '404'
                  ? done({code: -32001, message: 'no such ad', data: {id: args.id}})
                  : done(null, {id: args.id, lang: args.lang}),
              'ads.add': (args, done) => done(null, args),
            }, {useContext: false});
            const listener = server.TRANSPORT();
            listener.listen(0, '127.0.0.1', () => console.log('ready ' + listener.address().port));
            """;

    private final HttpClient caller = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http"})
    void answersPlainHttp(String transport) throws IOException, InterruptedException {
        String node = Peer.command("node", "nodejs");
        String script = SERVICE.replace("MODULES", Peer.npmModules().toString()).replace("TRANSPORT", transport);
        Files.writeString(folder.resolve("service.js"), script);
        try (Peer service = Peer.serve(folder, List.of(node, "service.js"), "ready");
                SidecarProcess bailey = startBailey(transport, service)) {
            int port = bailey.port("http");

            HttpResponse<String> found = send(port, "GET", "/ads/7?lang=fr", "");
            assertEquals("{\"id\":\"7\",\"lang\":\"fr\"}", found.body());

            HttpResponse<String> missing = send(port, "GET", "/ads/404", "");
            assertEquals(404, missing.statusCode(), missing.body());
            assertTrue(
                    missing.body().endsWith("\"code\":-32001,\"message\":\"no such ad\",\"data\":{\"id\":\"404\"}}"),
                    missing.body());

            HttpResponse<String> unmapped = send(port, "POST", "/other", "{}");
            assertEquals(501, unmapped.statusCode(), unmapped.body());

            HttpResponse<String> added = send(port, "POST", "/ads", "{\"title\":\"Vélo\",\"price\":120}");
            assertEquals("{\"title\":\"Vélo\",\"price\":120}", added.body());
        }
    }

    private SidecarProcess startBailey(String transport, Peer service) throws IOException {
        String line = service.readyLine();
        Path config = folder.resolve("bailey.yaml");
        Files.writeString(config, """
                http: {listen: "127.0.0.1:0"}
                admin: {listen: "127.0.0.1:0"}
                services:
                  ads: {url: "%s://127.0.0.1:%s", protocol: jsonrpc}
                defaults: {service: ads}
                routes:
                  - {rpc: ads.get, http: "GET /ads/{id}", errors: {-32001: 404}}
                  - {rpc: ads.add, http: "POST /ads"}
                  - {rpc: ads.other, http: "POST /other"}
                """.formatted(transport, line.substring(line.lastIndexOf(' ') + 1)));
        return SidecarProcess.start(folder, "run", "-c", config.toString());
    }

    private HttpResponse<String> send(int port, String verb, String path, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (verb.equals("POST")) {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        }
        return caller.send(request.build(), BodyHandlers.ofString());
    }
}
