package dev.bailey.conformance;

import dev.bailey.OpenService;
import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.RpcCodec;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import dev.bailey.rpc.RpcVersion;
import dev.bailey.rpc.ServiceMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A service in memory that does what a case says. Requests and replies go through {@link RpcCodec}, as bytes. */
final class ScriptedService implements OpenService.Rpc {
    /** The id of every request. */
    static final long ID = 7;

    private final RpcVersion version;
    private final RpcCodec codec;
    private final FacadeCase.Behaviour behaviour;
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());

    ScriptedService(RpcVersion version, FacadeCase.Behaviour behaviour) {
        this.version = version;
        this.codec = new RpcCodec(version, JsonLimits.DEFAULT);
        this.behaviour = behaviour;
    }

    /** The requests that came, whole. */
    List<String> received() {
        return received;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        return behaviour instanceof FacadeCase.Fails fails ? fail(fails.word(), request) : answer(request);
    }

    private void receive(RpcRequest request) {
        JsonWriter frame = new JsonWriter();
        codec.writeRequest(frame, ID, request, false);
        received.add(new String(frame.toByteArray(), StandardCharsets.ISO_8859_1));
        request.call().attemptStarts();
        request.call().delivered(Delivery.UNKNOWN);
    }

    private CompletionStage<RpcReply> answer(RpcRequest request) {
        receive(request);
        if (request.notification()) {
            return CompletableFuture.completedFuture(RpcReply.accepted());
        }
        byte[] message = FacadeCase.bytes(message());
        try {
            if (codec.read(message, 0, message.length) instanceof ServiceMessage.Reply reply) {
                return CompletableFuture.completedFuture(reply.reply());
            }
            throw new IllegalStateException("the case's reply is none: " + Arrays.toString(message));
        } catch (JsonException e) {
            return failed(FailureKind.BAD_REPLY.because("the service sent something that is no JSON-RPC message"));
        }
    }

    private String message() {
        if (behaviour instanceof FacadeCase.MessageReply message) {
            return message.template().replace("$id", Long.toString(ID));
        }
        boolean one = version == RpcVersion.V1;
        String head = (one ? "{" : "{\"jsonrpc\":\"2.0\",") + "\"id\":" + ID;
        if (behaviour instanceof FacadeCase.ErrorReply error) {
            return head + (one ? ",\"result\":null" : "") + ",\"error\":" + error.json() + "}";
        }
        String result = ((FacadeCase.ResultReply) behaviour).json();
        return head + (one ? ",\"error\":null" : "") + ",\"result\":" + result + "}";
    }

    private CompletionStage<RpcReply> fail(String word, RpcRequest request) {
        switch (word) {
            case "silence" -> {
                receive(request);
                CompletableFuture<RpcReply> reply = new CompletableFuture<>();
                request.call()
                        .onCancel(() -> reply.complete(
                                new RpcReply.Failed(request.call().cancellation())));
                return reply;
            }
            case "hangup" -> {
                receive(request);
                return failed(FailureKind.UNAVAILABLE
                        .because("the connection to the service was lost")
                        .delivered(Delivery.UNKNOWN));
            }
            case "garbage" -> {
                receive(request);
                return failed(FailureKind.BAD_REPLY.because("the service sent something that is no JSON"));
            }
            case "oversized" -> {
                receive(request);
                return failed(FailureKind.REPLY_TOO_LARGE.because("the reply is larger than responseBody"));
            }
            case "refused" -> {
                return failed(FailureKind.UNAVAILABLE.because("the service refused the connection"));
            }
            case "busy" -> {
                return failed(FailureKind.OVERLOADED.because("no connection to the service came free"));
            }
            case "breaker" -> {
                return failed(FailureKind.BREAKER_OPEN.because("the service's circuit breaker is open"));
            }
            case "bug" -> throw new IllegalStateException("dev.bailey.Secret: nobody outside may read this");
            default -> throw new IllegalArgumentException("a service cannot do this: " + word);
        }
    }

    private static CompletionStage<RpcReply> failed(Failure failure) {
        return CompletableFuture.completedFuture(new RpcReply.Failed(failure));
    }

    @Override
    public boolean up() {
        return true;
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
