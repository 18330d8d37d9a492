package dev.bailey;

import dev.bailey.call.Handler;
import dev.bailey.call.Reply;
import dev.bailey.call.Request;
import dev.bailey.config.ServiceUrl;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.resilience.Balanced;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Opens a service at all its addresses, each with a pool of its own, and makes one service of them: up if any of them is. */
final class Addresses {
    private Addresses() {}

    static OpenService.Rpc rpc(
            List<ServiceUrl> urls, Function<ServiceUrl, OpenService.Rpc> transport, ServiceMetrics metrics) {
        List<OpenService.Rpc> all = urls.stream().map(transport).toList();
        return all.size() == 1 ? all.get(0) : new SeveralRpc(all, balanced(all, metrics));
    }

    static OpenService.Http http(
            List<ServiceUrl> urls, Function<ServiceUrl, OpenService.Http> transport, ServiceMetrics metrics) {
        List<OpenService.Http> all = urls.stream().map(transport).toList();
        return all.size() == 1 ? all.get(0) : new SeveralHttp(all, balanced(all, metrics));
    }

    private static <Q extends Request, R extends Reply> Balanced<Q, R> balanced(
            List<? extends Handler<Q, R>> all, ServiceMetrics metrics) {
        Balanced<Q, R> balanced = new Balanced<>(all, ServiceChain::draw);
        metrics.watch(new GuardGauges(() -> false, () -> balanced.ejected(System.nanoTime())));
        return balanced;
    }

    private static boolean anyUp(List<? extends OpenService> all) {
        return all.stream().anyMatch(OpenService::up);
    }

    static CompletionStage<Void> close(List<? extends OpenService> all) {
        return CompletableFuture.allOf(all.stream()
                .map(service -> service.close().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    private record SeveralRpc(List<OpenService.Rpc> all, Balanced<RpcRequest, RpcReply> balanced)
            implements OpenService.Rpc {
        @Override
        public CompletionStage<RpcReply> handle(RpcRequest request) {
            return balanced.handle(request);
        }

        @Override
        public boolean up() {
            return anyUp(all);
        }

        @Override
        public CompletionStage<Void> close() {
            return Addresses.close(all);
        }
    }

    private record SeveralHttp(List<OpenService.Http> all, Balanced<HttpCall, HttpReply> balanced)
            implements OpenService.Http {
        @Override
        public CompletionStage<HttpReply> handle(HttpCall call) {
            return balanced.handle(call);
        }

        @Override
        public boolean up() {
            return anyUp(all);
        }

        @Override
        public CompletionStage<Void> close() {
            return Addresses.close(all);
        }
    }
}
