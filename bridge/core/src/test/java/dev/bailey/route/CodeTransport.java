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
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every service that speaks JSON-RPC is the one code, every one that speaks HTTP the other. */
record CodeTransport(RpcHandler rpc, HttpHandler http) implements Transport {

    static CodeTransport http(HttpHandler code) {
        return new CodeTransport(
                request -> {
                    throw new IllegalStateException("there is no JSON-RPC service");
                },
                code);
    }

    static CodeTransport rpc(RpcHandler code) {
        return new CodeTransport(code, call -> {
            throw new IllegalStateException("there is no HTTP service");
        });
    }

    @Override
    public OpenService.Rpc openRpc(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return new Rpc(rpc);
    }

    @Override
    public OpenService.Http openHttp(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return new Http(http);
    }

    private record Rpc(RpcHandler code) implements OpenService.Rpc {
        @Override
        public CompletionStage<RpcReply> handle(RpcRequest request) {
            return code.handle(request);
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

    private record Http(HttpHandler code) implements OpenService.Http {
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
