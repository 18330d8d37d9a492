package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.googlecode.jsonrpc4j.JsonRpcClient;
import com.googlecode.jsonrpc4j.JsonRpcClientException;
import com.googlecode.jsonrpc4j.JsonRpcHttpClient;
import dev.bailey.call.CallObserver;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.junit.jupiter.api.Test;

/** Callers that others have written: lsp4j and jsonrpc4j. */
final class RpcCallersIT {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final RpcHandler service = this::serve;

    /** What an lsp4j caller knows of the service. */
    public interface Remote {
        @JsonRequest("echo")
        CompletableFuture<JsonElement> echo(JsonElement params);

        @JsonRequest("fail")
        CompletableFuture<JsonElement> fail(JsonElement params);

        @JsonNotification("tell")
        void tell(JsonElement params);
    }

    private CompletionStage<RpcReply> serve(RpcRequest request) {
        if (request.notification()) {
            told.add(request.params().toString());
            return CompletableFuture.completedFuture(RpcReply.accepted());
        }
        return CompletableFuture.completedFuture(
                request.method().name().equals("fail")
                        ? new RpcReply.ServiceError(RpcError.of(-32042, "no way", Json.string("data")))
                        : new RpcReply.Result(request.params()));
    }

    private static RunningRpcEdge edge(RpcHandler service, Framing framing) throws Exception {
        return new RunningRpcEdge(
                service, LimitsConfig.DEFAULT, RunningEdge.ANY_PORT, new FramingPair(framing, framing));
    }

    // ---- lsp4j

    @Test
    void lsp4jCallsTellsAndLearnsOfErrors() throws Exception {
        try (RunningRpcEdge edge = edge(service, Framing.CONTENT_LENGTH);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            Launcher<Remote> launcher = new Launcher.Builder<Remote>()
                    .setLocalService(new Object())
                    .setRemoteInterface(Remote.class)
                    .setInput(socket.getInputStream())
                    .setOutput(socket.getOutputStream())
                    .create();
            Future<?> listening = launcher.startListening();
            Remote remote = launcher.getRemoteProxy();
            JsonElement params = JsonParser.parseString("{\"title\":\"Vélo\",\"price\":1.50}");
            List<CompletableFuture<JsonElement>> echoes = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                echoes.add(remote.echo(params));
            }
            for (CompletableFuture<JsonElement> echo : echoes) {
                assertEquals(params, echo.get(10, TimeUnit.SECONDS));
            }
            ExecutionException failed = assertThrows(
                    ExecutionException.class, () -> remote.fail(new JsonArray()).get(10, TimeUnit.SECONDS));
            ResponseErrorException error = assertInstanceOf(ResponseErrorException.class, failed.getCause());
            assertEquals(-32042, error.getResponseError().getCode());
            assertEquals("no way", error.getResponseError().getMessage());
            remote.tell(params);
            assertEquals("{\"title\":\"Vélo\",\"price\":1.50}", told.poll(10, TimeUnit.SECONDS));
            socket.shutdownOutput();
            listening.get(10, TimeUnit.SECONDS);
        }
    }

    // ---- jsonrpc4j

    @Test
    void jsonrpc4jCallsTellsAndLearnsOfErrorsOnAStream() throws Throwable {
        try (RunningRpcEdge edge = edge(service, Framing.CONCATENATED);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            JsonRpcClient client = new JsonRpcClient();
            for (int i = 0; i < 50; i++) {
                Object echo = client.invokeAndReadResponse(
                        "echo",
                        new Object[] {i, "Vélo"},
                        Object.class,
                        socket.getOutputStream(),
                        socket.getInputStream());
                assertEquals(List.of(i, "Vélo"), echo);
            }
            JsonRpcClientException error = assertThrows(
                    JsonRpcClientException.class,
                    () -> client.invokeAndReadResponse(
                            "fail", new Object[0], Object.class, socket.getOutputStream(), socket.getInputStream()));
            assertEquals(-32042, error.getCode());
            client.invokeNotification("tell", new Object[] {1}, socket.getOutputStream());
            assertEquals("[1]", told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void jsonrpc4jCallsAndLearnsOfErrorsOverHttp() throws Throwable {
        RpcEdgeConfig.Post post = new RpcEdgeConfig.Post("/rpc", Optional.empty());
        try (RunningEdge edge = RunningEdge.on(new RpcPost(service, post, LimitsConfig.DEFAULT, CallObserver.NONE))) {
            JsonRpcHttpClient client = new JsonRpcHttpClient(
                    URI.create("http://127.0.0.1:" + edge.tcp().port() + "/rpc").toURL());
            assertEquals(List.of(7, "Vélo"), client.invoke("echo", new Object[] {7, "Vélo"}, Object.class));
            JsonRpcClientException error = assertThrows(
                    JsonRpcClientException.class, () -> client.invoke("fail", new Object[0], Object.class));
            assertEquals(-32042, error.getCode());
        }
    }
}
