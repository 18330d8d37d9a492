package dev.bailey.sidecar.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.CallerCodec;
import dev.bailey.rpc.CallerFrame;
import dev.bailey.rpc.CallerMessage;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.Optional;

/** What a request would become. */
public sealed interface Explanation {

    /**
     * It would be sent on.
     *
     * @param request as the service would get it
     */
    record Sent(String request) implements Explanation {}

    /**
     * The bridge would refuse it.
     *
     * @param code the HTTP status or the {@code error.code} that the caller would see
     */
    record Refused(int code, String outcome, String detail) implements Explanation {
        static Refused because(Failure failure) {
            return new Refused(failure.kind().code(), failure.outcome().label(), failure.detail());
        }
    }

    /**
     * Takes an HTTP request through the bridge.
     *
     * @throws IllegalArgumentException saying what is wrong with the request's text
     */
    static Explanation of(BridgeConfig config, RequestText request) {
        CapturingTransport transport = new CapturingTransport();
        HttpCall call = request.on(Call.on(new InPlaceLoop()));
        if (isRpcEdge(config, call.path())) {
            throw new IllegalArgumentException(
                    "'" + call.path() + "' takes JSON-RPC messages: explain one of its calls with --rpc '{…}'");
        }
        HttpReply reply = bridge(config, transport)
                .http()
                .handle(call)
                .toCompletableFuture()
                .join();
        return transport.captured().<Explanation>map(Sent::new).orElseGet(() -> refused((HttpReply.Answer) reply));
    }

    private static boolean isRpcEdge(BridgeConfig config, String path) {
        return config.rpc().stream()
                .anyMatch(edge ->
                        edge instanceof RpcEdgeConfig.Post post && post.path().equals(path));
    }

    /**
     * Takes a JSON-RPC call through the bridge, by the rules of the version that it says.
     *
     * @throws IllegalArgumentException if it is a batch, which is many calls
     */
    static Explanation ofRpc(BridgeConfig config, String message) {
        JsonLimits limits = new JsonLimits(
                config.limits().jsonDepth(), JsonLimits.DEFAULT.numberChars(), JsonLimits.DEFAULT.nameBytes());
        CallerCodec codec = new CallerCodec(Optional.empty(), config.limits().batch(), limits);
        byte[] bytes = message.getBytes(UTF_8);
        CallerFrame frame = codec.read(bytes, 0, bytes.length);
        if (frame instanceof CallerFrame.Single single) {
            return single.message() instanceof CallerMessage.Request request
                    ? ofRpc(config, request)
                    : Refused.because(
                            FailureKind.INVALID_CALL.because(((CallerMessage.Invalid) single.message()).problem()));
        }
        if (frame instanceof CallerFrame.Refused refused) {
            return Refused.because(refused.failure());
        }
        throw new IllegalArgumentException("one call can be explained at a time, not a batch");
    }

    private static Explanation ofRpc(BridgeConfig config, CallerMessage.Request request) {
        CapturingTransport transport = new CapturingTransport();
        RpcRequest call = new RpcRequest(
                RpcMethod.of(request.method()), request.params(), request.isNotification(), Call.on(new InPlaceLoop()));
        RpcReply reply = bridge(config, transport)
                .rpc()
                .handle(call)
                .toCompletableFuture()
                .join();
        return transport
                .captured()
                .<Explanation>map(Sent::new)
                .orElseGet(() -> Refused.because(((RpcReply.Failed) reply).failure()));
    }

    private static Bridge bridge(BridgeConfig config, CapturingTransport transport) {
        return Bridge.builder()
                .config(config)
                .transport(transport)
                // a refusal is the result here: it need not be logged too
                .callLog(line -> {})
                .build();
    }

    private static Explanation refused(HttpReply.Answer answer) {
        return new Refused(answer.status(), answer.outcome().label(), detail(answer));
    }

    private static String detail(HttpReply.Answer answer) {
        try {
            Json problem = Json.parse(answer.body().toByteArray(), JsonLimits.DEFAULT);
            return problem.member("detail").text();
        } catch (JsonException | IllegalStateException e) {
            return new String(answer.body().toByteArray(), UTF_8);
        }
    }
}
