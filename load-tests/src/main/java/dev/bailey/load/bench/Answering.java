package dev.bailey.load.bench;

import dev.bailey.OpenService;
import dev.bailey.Transport;
import dev.bailey.call.PendingReply;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcCodec;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import dev.bailey.rpc.RpcVersion;
import dev.bailey.rpc.ServiceMessage;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A service in memory: each request is written as it would go out, and a reply of 300 bytes is read when {@link #answer} says so,
 * which is after the call has been set on its way: as on a loop, where the reply comes in a later turn.
 */
final class Answering implements Transport {
    static final byte[] REPLY = ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"text\":\"" + "x".repeat(289) + "\"}}")
            .getBytes(StandardCharsets.US_ASCII);

    private PendingReply<RpcReply> pending = new PendingReply<>();

    /** Answers the call that was made last. */
    void answer() {
        pending.complete(Service.read());
    }

    @Override
    public OpenService.Rpc openRpc(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return new Service();
    }

    @Override
    public OpenService.Http openHttp(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        throw new IllegalArgumentException("the benchmarks have no service that speaks HTTP");
    }

    private final class Service implements OpenService.Rpc {
        private static final RpcCodec CODEC = new RpcCodec(RpcVersion.V2, JsonLimits.DEFAULT);

        private static final RpcCodec.Reader READER = CODEC.reader();

        private final JsonWriter out = new JsonWriter(1024);
        private long sequence;

        @Override
        public CompletionStage<RpcReply> handle(RpcRequest request) {
            out.reset();
            CODEC.writeRequest(out, ++sequence, request, /* oneLine= */ true);
            pending = new PendingReply<>();
            return pending;
        }

        private static RpcReply read() {
            try {
                // what came in belongs to the call
                return ((ServiceMessage.Reply) READER.read(REPLY.clone(), 0, REPLY.length)).reply();
            } catch (JsonException e) {
                throw new IllegalStateException(e);
            }
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
}
