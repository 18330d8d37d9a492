package dev.bailey.route;

import dev.bailey.OpenService;
import dev.bailey.Transport;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.metrics.ServiceMetrics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every HTTP service is this code. */
record HttpTransport(HttpHandler code) implements Transport {

    @Override
    public OpenService.Rpc openRpc(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        throw new IllegalStateException("only HTTP services");
    }

    @Override
    public OpenService.Http openHttp(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return new Service(code);
    }

    private record Service(HttpHandler code) implements OpenService.Http {
        @Override
        public CompletionStage<HttpReply> handle(HttpCall call) {
            return code.handle(call);
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
