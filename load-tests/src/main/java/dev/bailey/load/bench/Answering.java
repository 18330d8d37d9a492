package dev.bailey.load.bench;

import dev.bailey.OpenService;
import dev.bailey.Transport;
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

/** A service in memory: each request is written as it would go out, and a reply of 300 bytes is read. */
final class Answering implements Transport {
    static final byte[] REPLY = ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"text\":\"" + "x".repeat(289) + "\"}}")
            .getBytes(StandardCharsets.US_ASCII);

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

    private static final class Service implements OpenService.Rpc {
        private final RpcCodec codec = new RpcCodec(RpcVersion.V2, JsonLimits.DEFAULT);
        private final JsonWriter out = new JsonWriter(1024);
        private long sequence;

        @Override
        public CompletionStage<RpcReply> handle(RpcRequest request) {
            out.reset();
            codec.writeRequest(out, ++sequence, request, /* oneLine= */ true);
            try {
                // what came in belongs to the call
                ServiceMessage.Reply read = (ServiceMessage.Reply) codec.read(REPLY.clone(), 0, REPLY.length);
                return CompletableFuture.completedFuture(read.reply());
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
