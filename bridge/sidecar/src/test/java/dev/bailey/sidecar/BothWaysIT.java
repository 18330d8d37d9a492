package dev.bailey.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of both ways: the demo is the service that has not moved, and the one that has. */
@Timeout(120)
final class BothWaysIT {
    private static final String REFUSED = "{\"id\":8,\"decision\":{\"state\":\"refused\"}}";
    private static final String NO_SUCH_AD = "{\"code\":-32001,\"message\":\"no such ad\"}";

    private final HttpClient caller = HttpClient.newHttpClient();
    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    Path folder;

    private SidecarProcess demo;
    private SidecarProcess bailey;
    private int http;
    private int rpc;

    @BeforeEach
    void start() throws IOException {
        demo = SidecarProcess.start(folder, "demo", "--http-port", "0", "--admin-port", "0");
        String first = demo.line();
        String legacy = first.substring(first.indexOf("tcp://"), first.indexOf(','));
        Path config = Files.writeString(
                folder.resolve("bailey.yaml"),
                Files.readString(Path.of("..", "..", "docs", "examples", "both-ways.yaml"))
                        .replace("127.0.0.1:8081", "127.0.0.1:0")
                        .replace("127.0.0.1:9091", "127.0.0.1:0")
                        .replace("127.0.0.1:4100", "127.0.0.1:0")
                        .replace("${LEGACY_URL:tcp://127.0.0.1:4000}", legacy)
                        .replace("${MOVED_URL:http://127.0.0.1:8080}", "http://127.0.0.1:" + demo.port("http")));
        bailey = SidecarProcess.start(folder, "run", "-c", config.toString());
        http = bailey.port("http");
        rpc = bailey.port("rpc");
    }

    @AfterEach
    void stop() {
        demo.close();
        bailey.close();
    }

    @Test
    void httpCallersReachTheServiceThatHasNotMoved() throws Exception {
        assertTrue(get("/ads/7?lang=fr").startsWith("{\"id\":7,\"title\":\"Vélo de ville\",\"price\":120.50,"));
    }

    @Test
    void jsonRpcCallersReachTheServiceThatHas() {
        assertEquals(0, call("ads.moderate", "{\"id\":7,\"decision\":{\"state\":\"accepted\"}}"), console.err());
        assertEquals("{\"id\":7,\"state\":\"accepted\",\"by\":\"legacy\"}\n", console.out());
    }

    @Test
    void anErrorComesBackAsTheServiceGaveIt() {
        assertEquals(1, call("ads.moderate", REFUSED));
        assertEquals(NO_SUCH_AD + "\n", console.out());
    }

    @Test
    void oneBatchReachesBoth() throws Exception {
        String answers = post("/rpc", """
                [{"jsonrpc":"2.0","id":1,"method":"ads.get","params":{"id":7}},
                 {"jsonrpc":"2.0","id":"b","method":"ads.moderate","params":%s}]""".formatted(REFUSED));
        assertTrue(answers.startsWith("[{\"jsonrpc\":\"2.0\",\"result\":{\"id\":7,\"title\":\"City bike\","), answers);
        assertTrue(answers.endsWith(",{\"jsonrpc\":\"2.0\",\"error\":" + NO_SUCH_AD + ",\"id\":\"b\"}]"), answers);
    }

    private int call(String method, String params) {
        return new Commands(console.console(), format -> {}).run("call", "tcp://127.0.0.1:" + rpc, method, params);
    }

    private String get(String path) throws IOException, InterruptedException {
        return caller.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private String post(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return caller.send(request, BodyHandlers.ofString()).body();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + http + path);
    }
}
