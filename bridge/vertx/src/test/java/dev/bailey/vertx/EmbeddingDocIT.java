package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.call.CallLoop;
import dev.bailey.config.ConfigLoader;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.rpc.RpcReply;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** docs/embedding.md: what it says of hosts on Vert.x and on the JDK's server is in here, word for word, and runs. */
final class EmbeddingDocIT {
    private static final String CONFIG = """
            services:
              ads: {url: "tcp://127.0.0.1:1"}
            defaults: {service: ads}
            routes:
              - {rpc: get, http: "GET /ads/{id}"}
              - {rpc: put, http: "PUT /ads", body: ad}
            limits: {requestBody: 1KiB}
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    private static Bridge bridge() {
        return Bridge.builder()
                .config(ConfigLoader.load("bailey.yaml", CONFIG, Map.of()))
                .service("ads", request -> CompletableFuture.completedFuture(new RpcReply.Result(request.params())))
                .callLog(line -> {})
                .build();
    }

    private HttpResponse<String> send(int port, String verb, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .method(verb, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void check(int port) throws IOException, InterruptedException {
        assertEquals("{\"id\":\"7\"}", send(port, "GET", "/ads/%37", "").body());
        assertEquals("{\"ad\":[1]}", send(port, "PUT", "/ads", "[1]").body());
        assertEquals(404, send(port, "GET", "/ads/7/none", "").statusCode());
        HttpResponse<String> wrongVerb = send(port, "POST", "/ads", "1");
        assertEquals(405, wrongVerb.statusCode());
        assertEquals("PUT", wrongVerb.headers().firstValue("Allow").orElse(""));
        assertEquals(
                413, send(port, "PUT", "/ads", "\"" + "x".repeat(2000) + '"').statusCode());
        assertEquals(200, send(port, "HEAD", "/ads/7", "").statusCode());
    }

    @Test
    void onVertx() throws Exception {
        Vertx vertx = Vertx.vertx();
        Bridge bridge = bridge();
        BaileyHandler bailey = BaileyHandler.create(vertx, bridge);
        Router router = Router.router(vertx);
        router.route("/ads*").handler(context -> bailey.handle(context.request()));
        router.route("/own").handler(context -> context.response().end("\"mine\""));
        HttpServerOptions options =
                new HttpServerOptions().setMaxInitialLineLength(8 * 1024).setHttp2ClearTextEnabled(false);
        var server = vertx.createHttpServer(options).requestHandler(router);
        RunningEdge.get(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture());
        check(server.actualPort());
        assertEquals("\"mine\"", send(server.actualPort(), "GET", "/own", "").body());
        RunningEdge.get(vertx.close().toCompletionStage().toCompletableFuture());
        assertEquals(0, bridge.inFlight());
        bridge.close();
    }

    @Test
    void onTheServerOfTheJdk() throws Exception {
        Bridge bridge = bridge();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        int max = (int) bridge.config().limits().requestBody().bytes();
        server.createContext("/", exchange -> {
            Headers.Builder headers = new Headers.Builder();
            exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            HttpBody body = HttpBody.of(Payload.of(exchange.getRequestBody().readNBytes(max + 1)));
            CallLoop loop = bridge.loops().open();
            Call call = Call.on(loop);
            String target = exchange.getRequestURI().toString();
            int version = exchange.getProtocol().equals("HTTP/1.0") ? 0 : 1;
            HttpCall asked = new HttpCall(exchange.getRequestMethod(), target, version, headers.build(), body, call);
            HttpReply reply = CompletableFuture.supplyAsync(() -> bridge.http().handle(asked), loop)
                    .thenCompose(later -> later)
                    .join(); // a thread for each request, as this server has it
            HttpReply.Answer answer = (HttpReply.Answer) reply;
            call.end(answer.outcome());
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] bytes = answer.body().toByteArray();
            boolean bodyless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : bytes.length);
            if (!bodyless) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
        check(server.getAddress().getPort());
        server.stop(0);
        threads.shutdown();
        assertEquals(0, bridge.inFlight());
        bridge.close();
    }
}
