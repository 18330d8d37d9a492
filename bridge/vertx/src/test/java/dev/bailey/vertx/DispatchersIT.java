package dev.bailey.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.googlecode.jsonrpc4j.JsonRpcBasicServer;
import com.googlecode.jsonrpc4j.JsonRpcError;
import com.googlecode.jsonrpc4j.JsonRpcErrors;
import com.googlecode.jsonrpc4j.JsonRpcParam;
import dev.bailey.Bridge;
import dev.bailey.config.ConfigLoader;
import dev.bailey.rpc.RpcHandler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dispatchers that others have written, behind {@link RpcHandler#of}: what they served on a socket they serve in process. */
final class DispatchersIT {
    private static final String CONFIG = """
            services:
              ads: {url: "tcp://127.0.0.1:1"}
            defaults: {service: ads}
            routes:
              - {rpc: get, http: "GET /ads/{id}", types: {id: integer}, errors: {-32001: 404}}
              - {rpc: add, http: POST /sums, positional: [a, b]}
              - {rpc: fail, http: GET /fail}
              - {rpc: absent, http: GET /absent}
              - {rpc: viewed, http: "POST /ads/{id}/views", types: {id: integer}, notify: true}
            """;

    /** What was told to a service. Blocking threads and callers' stand on both sides of it. */
    private static final BlockingQueue<Long> VIEWED = new LinkedBlockingQueue<>();

    enum Dispatcher {
        JSONRPC4J(400) {
            @Override
            RpcHandler handler() {
                return jsonrpc4j(new JsonRpcBasicServer(new ObjectMapper(), new PlainAds(), PlainApi.class));
            }
        },
        /** Takes unfit params for a message that it cannot read: -32700. */
        LSP4J(500) {
            @Override
            RpcHandler handler() {
                return lsp4j(new LspAds());
            }
        };

        private final int statusOfUnfit;

        Dispatcher(int statusOfUnfit) {
            this.statusOfUnfit = statusOfUnfit;
        }

        abstract RpcHandler handler();
    }

    // ---- jsonrpc4j

    public record Ad(long id, String title) {}

    public static final class NoSuchAdException extends Exception {
        NoSuchAdException() {
            super("no such ad");
        }
    }

    /** Public, or jsonrpc4j cannot call it. */
    public interface PlainApi {
        @JsonRpcErrors(@JsonRpcError(exception = NoSuchAdException.class, code = -32001))
        Ad get(@JsonRpcParam("id") long id) throws NoSuchAdException;

        long add(@JsonRpcParam("a") long a, @JsonRpcParam("b") long b);

        long fail();

        void viewed(@JsonRpcParam("id") long id);
    }

    static final class PlainAds implements PlainApi {
        @Override
        public Ad get(long id) throws NoSuchAdException {
            if (id == 404) {
                throw new NoSuchAdException();
            }
            return new Ad(id, "Vélo " + id);
        }

        @Override
        public long add(long a, long b) {
            return a + b;
        }

        @Override
        public long fail() {
            throw new IllegalStateException("a secret of the house");
        }

        @Override
        public void viewed(long id) {
            VIEWED.add(id);
        }
    }

    private static RpcHandler jsonrpc4j(JsonRpcBasicServer server) {
        return RpcHandler.of(message -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            server.handleRequest(new ByteArrayInputStream(message), answer);
            return answer.toByteArray();
        });
    }

    // ---- lsp4j

    record Id(long id) {}

    static final class LspAds {
        @JsonRequest
        public CompletableFuture<Ad> get(Id ad) {
            if (ad.id() == 404) {
                throw new ResponseErrorException(new ResponseError(-32001, "no such ad", null));
            }
            // on another thread, so later
            return CompletableFuture.supplyAsync(() -> new Ad(ad.id(), "Vélo " + ad.id()));
        }

        @JsonRequest
        public CompletableFuture<Long> add(long a, long b) {
            return CompletableFuture.completedFuture(a + b);
        }

        @JsonRequest
        public CompletableFuture<Long> fail() {
            throw new IllegalStateException("a secret of the house");
        }

        @JsonNotification
        public void viewed(Id ad) {
            VIEWED.add(ad.id());
        }
    }

    private static RpcHandler lsp4j(Object service) {
        Endpoint endpoint = ServiceEndpoints.toEndpoint(service);
        MessageJsonHandler json = new MessageJsonHandler(ServiceEndpoints.getSupportedMethods(service.getClass()));
        return RpcHandler.of(message -> {
            CompletableFuture<byte[]> answer = new CompletableFuture<>();
            RemoteEndpoint dispatcher = new RemoteEndpoint(
                    reply -> answer.complete(json.serialize(reply).getBytes(UTF_8)), endpoint);
            try {
                dispatcher.consume(json.parseMessage(new String(message, UTF_8)));
            } catch (MessageIssueException e) {
                dispatcher.handle(e.getRpcMessage(), e.getIssues());
            }
            return answer;
        });
    }

    // ---- as HTTP callers see them

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Bridge> bridges = new ArrayList<>();
    private int port;

    private void serve(Dispatcher dispatcher) throws Exception {
        VIEWED.clear();
        Bridge bridge = Bridge.builder()
                .config(ConfigLoader.load("bailey.yaml", CONFIG, Map.of()))
                .service("ads", dispatcher.handler())
                .callLog(line -> {})
                .build();
        bridges.add(bridge);
        HttpServer server = vertx.createHttpServer().requestHandler(BaileyHandler.create(vertx, bridge));
        port = RunningEdge.get(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture())
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        RunningEdge.get(vertx.close().toCompletionStage().toCompletableFuture());
        for (Bridge bridge : bridges) {
            assertEquals(0, bridge.inFlight());
            bridge.close();
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(to(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = to(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource
    void resultsComeAsTheDispatcherWritesThem(Dispatcher dispatcher) throws Exception {
        serve(dispatcher);
        assertEquals("{\"id\":7,\"title\":\"Vélo 7\"}", get("/ads/7").body());
        assertEquals("42", post("/sums", "{\"b\": 2, \"a\": 40}").body());
    }

    @ParameterizedTest
    @EnumSource
    void itsErrorsBecomeAnswersByTheRoute(Dispatcher dispatcher) throws Exception {
        serve(dispatcher);
        HttpResponse<String> noAd = get("/ads/404");
        assertEquals(404, noAd.statusCode(), noAd.body());
        assertEquals("-32001 \"no such ad\"", error(noAd));
        assertEquals(501, get("/absent").statusCode());
        HttpResponse<String> unfit = post("/sums", "{\"a\": 1, \"b\": {}}");
        assertEquals(dispatcher.statusOfUnfit, unfit.statusCode(), unfit.body());
        assertEquals(500, get("/fail").statusCode());
        // what became of one call is nothing to the next
        assertEquals("{\"id\":8,\"title\":\"Vélo 8\"}", get("/ads/8").body());
    }

    private static String error(HttpResponse<String> problem) {
        return problem.body().replaceAll(".*\"code\":(-?\\d+),\"message\":(\"[^\"]*\").*", "$1 $2");
    }

    @ParameterizedTest
    @EnumSource
    void notificationsAreAcceptedWithoutAnAnswer(Dispatcher dispatcher) throws Exception {
        serve(dispatcher);
        assertEquals(202, post("/ads/7/views", "").statusCode());
        assertEquals(7L, VIEWED.poll(20, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource
    void manyAtOnceGetTheirOwnAnswers(Dispatcher dispatcher) throws Exception {
        serve(dispatcher);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(client.sendAsync(to("/ads/" + i).build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (int i = 0; i < 100; i++) {
            String body = answers.get(i).get(20, TimeUnit.SECONDS).body();
            assertEquals("{\"id\":" + i + ",\"title\":\"Vélo " + i + "\"}", body);
        }
    }
}
