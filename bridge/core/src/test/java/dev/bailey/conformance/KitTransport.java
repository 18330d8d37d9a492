package dev.bailey.conformance;

import dev.bailey.OpenService;
import dev.bailey.Transport;
import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcCodec;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import dev.bailey.rpc.RpcVersion;
import dev.bailey.rpc.ServiceMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reaches the kit's services without sockets, though through {@link RpcCodec}, as bytes. */
public final class KitTransport implements Transport {
    private final KitServices services;

    public KitTransport(KitServices services) {
        this.services = services;
    }

    @Override
    public OpenService.Rpc openRpc(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return new Rpc(services, service.version().word().equals("1.0") ? RpcVersion.V1 : RpcVersion.V2);
    }

    @Override
    public OpenService.Http openHttp(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return new Http(services);
    }

    /** A reply that comes only when the call is given up. */
    private static <R> CompletionStage<R> silence(Call call, Function<Failure, R> failed) {
        CompletableFuture<R> reply = new CompletableFuture<>();
        call.onCancel(() -> reply.complete(failed.apply(call.cancellation())));
        return reply;
    }

    private static Failure lost() {
        return FailureKind.UNAVAILABLE
                .because("the connection to the service was lost")
                .delivered(Delivery.UNKNOWN);
    }

    private static final class Rpc implements OpenService.Rpc {
        private final KitServices services;
        private final RpcVersion version;
        private final RpcCodec codec;

        Rpc(KitServices services, RpcVersion version) {
            this.services = services;
            this.version = version;
            this.codec = new RpcCodec(version, JsonLimits.DEFAULT);
        }

        @Override
        public CompletionStage<RpcReply> handle(RpcRequest request) {
            JsonWriter frame = new JsonWriter();
            codec.writeRequest(frame, 7, request, false);
            KitServices.Reaction reaction = services.take(version, frame.toByteArray());
            if (request.notification()) {
                return CompletableFuture.completedFuture(RpcReply.accepted());
            }
            if (reaction instanceof KitServices.Message message) {
                return CompletableFuture.completedFuture(reply(message.bytes().toByteArray()));
            }
            return reaction instanceof KitServices.Hangup
                    ? CompletableFuture.completedFuture(new RpcReply.Failed(lost()))
                    : silence(request.call(), RpcReply.Failed::new);
        }

        private RpcReply reply(byte[] message) {
            try {
                return ((ServiceMessage.Reply) codec.read(message, 0, message.length)).reply();
            } catch (JsonException e) {
                return new RpcReply.Failed(FailureKind.BAD_REPLY.because("the service sent no JSON"));
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

    private static final class Http implements OpenService.Http {
        private final KitServices services;

        Http(KitServices services) {
            this.services = services;
        }

        @Override
        public CompletionStage<HttpReply> handle(HttpCall call) {
            return call.body().read(Integer.MAX_VALUE).thenCompose(body -> answer(call, body));
        }

        private CompletionStage<HttpReply> answer(HttpCall call, Payload body) {
            KitServices.Reaction reaction = services.take(call.verb(), call.target(), body.toByteArray());
            if (reaction instanceof KitServices.Answer answer) {
                return CompletableFuture.completedFuture(new HttpReply.Answer(
                        answer.status() < 400 ? Outcome.OK : Outcome.HTTP_ERROR,
                        answer.status(),
                        Headers.of("Content-Type", answer.mediaType()),
                        answer.body()));
            }
            return reaction instanceof KitServices.Hangup
                    ? CompletableFuture.completedFuture(new HttpReply.Failed(lost()))
                    : silence(call.call(), HttpReply.Failed::new);
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
