package dev.bailey.load.service;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.ConfigLoader;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The in-process path: a bridge in the same kind of HTTP server as {@link PlainHttp}, with the service given in code. Its routes take
 * no bodies, so none is read.
 */
final class InProcessHttp implements Handler<HttpServerRequest> {
    private final Bridge bridge;
    private final VertxEventLoops loops;

    /** Takes the routes from {@code yaml}. */
    InProcessHttp(Vertx vertx, InProcessService service, String yaml) {
        this.loops = VertxEventLoops.of(vertx);
        this.bridge = Bridge.builder()
                .config(ConfigLoader.load("in-process.yaml", yaml, Map.of()))
                .service("ads", service)
                .build();
    }

    @Override
    public void handle(HttpServerRequest request) {
        Call call = Call.on(loops.current());
        Headers.Builder headers = new Headers.Builder();
        request.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
        bridge.http()
                .handle(new HttpCall(request.method().name(), request.uri(), 1, headers.build(), HttpBody.NONE, call))
                .whenComplete((reply, thrown) -> answer(request, call, reply));
    }

    private static void answer(HttpServerRequest request, Call call, @Nullable HttpReply reply) {
        if (reply instanceof HttpReply.Answer answer) {
            request.response().setStatusCode(answer.status());
            answer.headers().forEach(request.response()::putHeader);
            request.response().end(Buffer.buffer(answer.body().toByteArray()));
            call.end(answer.outcome());
        } else {
            request.connection().close();
        }
    }
}
