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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP in front of ovsdb-server: JSON-RPC 1.0, no delimiters, positional params, errors without codes, requests of its own. */
final class OvsdbIT {
    private static final String SCHEMA = """
            {"name": "shop", "version": "1.0.0", "tables": {"ad": {"isRoot": true,
             "columns": {"title": {"type": "string"}, "views": {"type": "integer"}}}}}
            """;

    private final HttpClient caller = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private @Nullable Peer ovsdb;
    private @Nullable SidecarProcess bailey;
    private int port;

    private void startOvsdb() throws IOException, InterruptedException {
        String server = Peer.command("ovsdb-server", "openvswitch-common");
        String tool = Peer.command("ovsdb-tool", "openvswitch-common");
        Files.writeString(folder.resolve("shop.ovsschema"), SCHEMA);
        Peer.run(folder, List.of(tool, "create", "shop.db", "shop.ovsschema"));
        ovsdb = Peer.serve(
                folder,
                List.of(
                        server,
                        "shop.db",
                        "--remote=punix:" + folder.resolve("db.sock"),
                        "--remote=ptcp:0:127.0.0.1",
                        "--unixctl=" + folder.resolve("ctl"),
                        "--no-chdir",
                        "-vconsole:info"),
                "listening on port");
    }

    private void startBailey(String url) throws IOException {
        Path config = folder.resolve("bailey.yaml");
        Files.writeString(
                config,
                Files.readString(Path.of("..", "..", "docs", "examples", "ovsdb.yaml"))
                        .replace("127.0.0.1:8080", "127.0.0.1:0")
                        .replace("127.0.0.1:9090", "127.0.0.1:0")
                        .replace("${OVSDB_URL:tcp://127.0.0.1:6640}", url));
        bailey = SidecarProcess.start(folder, "run", "-c", config.toString());
        port = bailey.port("http");
    }

    private String url(String transport) {
        String line = Objects.requireNonNull(ovsdb).readyLine();
        return transport.equals("unix")
                ? "unix:" + folder.resolve("db.sock")
                : "tcp://127.0.0.1:" + line.substring(line.lastIndexOf(' ') + 1);
    }

    @AfterEach
    void stop() {
        if (bailey != null) {
            bailey.close();
        }
        if (ovsdb != null) {
            ovsdb.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void readsSchemasAndWritesRowsOverPlainHttp(String transport) throws IOException, InterruptedException {
        startOvsdb();
        startBailey(url(transport));

        assertEquals("[\"shop\",\"_Server\"]", get("/databases").body());
        assertTrue(get("/databases/shop/schema").body().startsWith("{\"name\":\"shop\",\"version\":\"1.0.0\""));

        HttpResponse<String> inserted = post("/databases/shop/transactions", """
                [{"op": "insert", "table": "ad", "row": {"title": "Vélo", "views": 1}},
                 {"op": "select", "table": "ad", "where": [], "columns": ["title", "views"]}]
                """);
        assertEquals(200, inserted.statusCode(), inserted.body());
        assertTrue(inserted.body().endsWith("{\"rows\":[{\"title\":\"Vélo\",\"views\":1}]}]"), inserted.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void turnsErrorsWithoutCodesIntoStatuses(String transport) throws IOException, InterruptedException {
        startOvsdb();
        startBailey(url(transport));

        HttpResponse<String> unknown = get("/databases/nope/schema");
        assertEquals(404, unknown.statusCode(), unknown.body());
        assertTrue(unknown.body().contains("\"error\":\"unknown database\""), unknown.body());

        HttpResponse<String> noArray = post("/databases/shop/transactions", "{\"op\": \"select\"}");
        assertEquals(400, noArray.statusCode(), noArray.body());
        assertTrue(noArray.body().contains("'operations' must be an array"), noArray.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void answersCallersOfJsonRpc2OverPost(String transport) throws IOException, InterruptedException {
        startOvsdb();
        startBailey(url(transport));

        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"result\":[\"shop\",\"_Server\"],\"id\":\"x\"}",
                post("/rpc", "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"list_dbs\"}")
                        .body());
        String batch = post("/rpc", """
                [{"jsonrpc":"2.0","id":1,"method":"get_schema","params":["shop"]},
                 {"jsonrpc":"2.0","id":2,"method":"get_schema","params":{"db":"shop"}},
                 {"jsonrpc":"2.0","id":3,"method":"get_schema","params":["nope"]}]
                """).body();
        assertTrue(batch.startsWith("[{\"jsonrpc\":\"2.0\",\"result\":{\"name\":\"shop\","), batch);
        assertTrue(batch.contains(",\"id\":1},{\"jsonrpc\":\"2.0\",\"result\":{\"name\":\"shop\","), batch);
        // 2.0 wants a code and a message; what the service said is all in data
        assertTrue(batch.contains("{\"code\":-32000,\"message\":\"the service answered an error\",\"data\":{"), batch);
        assertTrue(batch.contains("\"error\":\"unknown database\"}},\"id\":3}]"), batch);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return caller.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return caller.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
