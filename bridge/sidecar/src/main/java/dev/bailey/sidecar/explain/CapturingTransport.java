package dev.bailey.sidecar.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.OpenService;
import dev.bailey.Transport;
import dev.bailey.call.Outcome;
import dev.bailey.client.http.HttpRequest;
import dev.bailey.client.http.RequestWriter;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcCodec;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import dev.bailey.rpc.RpcVersion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what would be sent to a service, as text, and opens nothing. */
final class CapturingTransport implements Transport {
    /** Where a connection's count begins. */
    private static final long FIRST_ID = 1;

    private Optional<String> captured = Optional.empty();

    /** What would have been sent; empty if the call did not come so far. */
    Optional<String> captured() {
        return captured;
    }

    @Override
    public OpenService.Rpc openRpc(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        RpcVersion version = service.version() == ProtocolVersion.V1_0 ? RpcVersion.V1 : RpcVersion.V2;
        return new CapturingRpc(new RpcCodec(version, JsonLimits.DEFAULT));
    }

    @Override
    public OpenService.Http openHttp(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return new CapturingHttp(new RequestWriter((ServiceUrl.Http) address));
    }

    private final class CapturingRpc implements OpenService.Rpc {
        private final RpcCodec codec;

        CapturingRpc(RpcCodec codec) {
            this.codec = codec;
        }

        @Override
        public CompletionStage<RpcReply> handle(RpcRequest request) {
            JsonWriter out = new JsonWriter();
            codec.writeRequest(out, FIRST_ID, request, /* oneLine= */ true);
            captured = Optional.of(new String(out.toByteArray(), UTF_8));
            // a good end: after a failure the bridge would try again
            return CompletableFuture.completedFuture(
                    request.notification() ? RpcReply.accepted() : new RpcReply.Result(Json.NULL));
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

    private final class CapturingHttp implements OpenService.Http {
        private final RequestWriter writer;

        CapturingHttp(RequestWriter writer) {
            this.writer = writer;
        }

        @Override
        public CompletionStage<HttpReply> handle(HttpCall call) {
            return call.body().read(Integer.MAX_VALUE).thenApply(body -> {
                captured = Optional.of(text(new HttpRequest(
                        call.verb(),
                        call.target(),
                        call.headers(),
                        body,
                        call.call().remainingNanos())));
                return new HttpReply.Answer(Outcome.OK, 204, Headers.NONE, Payload.EMPTY);
            });
        }

        /** As it goes out, save that lines end as in a terminal. */
        private String text(HttpRequest request) {
            String head = writer.head(request).replace("\r\n", "\n");
            return request.body().length() == 0 ? head.strip() : head + request.body();
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
