package dev.bailey.rpc;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to a {@link RawFunction} as to a service on a wire: with ids of Bailey's own, and strict about what comes back. Made by
 * {@link RpcHandler#of}.
 */
public final class RawRpc implements RpcHandler {
    private final RawFunction function;
    private final RpcCodec codec;
    private final AtomicLong lastId = new AtomicLong();

    RawRpc(RawFunction function) {
        this(function, new RpcCodec(RpcVersion.V2, JsonLimits.DEFAULT));
    }

    private RawRpc(RawFunction function, RpcCodec codec) {
        this.function = function;
        this.codec = codec;
    }

    /** The same function, spoken to as its configuration says. */
    public RawRpc speaking(RpcVersion version, JsonLimits limits) {
        return new RawRpc(function, new RpcCodec(version, limits));
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        long id = lastId.incrementAndGet();
        JsonWriter out = new JsonWriter(64 + request.params().length());
        codec.writeRequest(out, id, request, false);
        Object answer;
        try {
            answer = function.answer(out.toByteArray());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
        if (request.notification()) {
            return CompletableFuture.completedFuture(RpcReply.accepted());
        }
        return answer instanceof CompletionStage<?> later
                ? later.thenApply(message -> reply(id, message))
                : CompletableFuture.completedFuture(reply(id, answer));
    }

    private RpcReply reply(long id, @Nullable Object answer) {
        if (answer instanceof byte[] message) {
            return reply(id, message);
        }
        return answer == null
                ? broken("the service gave no answer")
                : broken("the service's code answered with something other than bytes");
    }

    private RpcReply reply(long id, byte[] message) {
        try {
            return codec.read(message, 0, message.length) instanceof ServiceMessage.Reply reply
                    ? reply(id, reply)
                    : broken("the service answered with a request of its own");
        } catch (JsonException e) {
            return broken("the service's answer is no JSON-RPC reply: " + e.getMessage());
        }
    }

    /** An error without id answers the only call that it can be meant for. */
    private static RpcReply reply(long id, ServiceMessage.Reply reply) {
        boolean isOurs = reply.sequence().orElse(0) == id;
        boolean couldNotRead = reply.id().kind() == Json.Kind.NULL && reply.reply() instanceof RpcReply.ServiceError;
        return isOurs || couldNotRead ? reply.reply() : broken("the service's answer has the id of another call");
    }

    private static RpcReply broken(String detail) {
        return new RpcReply.Failed(FailureKind.BAD_REPLY.because(detail).delivered(Delivery.ANSWERED));
    }
}
