package dev.bailey.sidecar.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.call.FailureKind;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The metrics in Prometheus' text format. Thousands of series take their time: they are written apart from the event loops. */
public final class MetricsPage implements HttpHandler {
    /** <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition format</a>. */
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> page;
    private final Executor background;

    /**
     * @param page writes the whole page
     * @param background where it is written; may refuse
     */
    public MetricsPage(Supplier<String> page, Executor background) {
        this.page = page;
        this.background = background;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        try {
            background.execute(() -> write(call, reply));
        } catch (RejectedExecutionException e) {
            return AdminHandler.done(new HttpReply.Failed(
                    FailureKind.OVERLOADED.because("others are reading the metrics already; try again")));
        }
        return reply;
    }

    private void write(HttpCall call, CompletableFuture<HttpReply> reply) {
        try {
            HttpReply answer =
                    TextAnswer.of(200, CONTENT_TYPE, Payload.of(page.get().getBytes(UTF_8)));
            call.call().loop().execute(() -> reply.complete(answer));
        } catch (RuntimeException e) {
            call.call().loop().execute(() -> reply.completeExceptionally(e));
        }
    }
}
