package dev.bailey.sidecar.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.call.Call;
import dev.bailey.call.FailureKind;
import dev.bailey.flow.Gathered;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The metrics in Prometheus' text format. What is there once is written apart from the event loops; of routes there may be
 * thousands, and their text, larger than the heap, flows.
 */
public final class MetricsPage implements HttpHandler {
    /** <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition format</a>. */
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** For readers of HTTP/1.0, which has no chunks. */
    private static final int MOST_AT_ONCE = 4 * 1024 * 1024;

    private final Supplier<String> few;
    private final Supplier<Iterator<byte[]>> many;
    private final Executor background;

    /**
     * @param few writes the first part of the page, whole
     * @param many the rest, piece by piece
     * @param background where the first part is written; may refuse
     */
    public MetricsPage(Supplier<String> few, Supplier<Iterator<byte[]>> many, Executor background) {
        this.few = few;
        this.many = many;
        this.background = background;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall request) {
        Call call = request.call();
        CompletableFuture<byte[]> beginning = new CompletableFuture<>();
        try {
            background.execute(() -> write(call, beginning));
        } catch (RejectedExecutionException e) {
            return AdminHandler.done(new HttpReply.Failed(
                    FailureKind.OVERLOADED.because("others are reading the metrics already; try again")));
        }
        return beginning.thenCompose(first -> answer(call, first));
    }

    private void write(Call call, CompletableFuture<byte[]> beginning) {
        try {
            byte[] bytes = few.get().getBytes(UTF_8);
            call.loop().execute(() -> beginning.complete(bytes));
        } catch (RuntimeException e) {
            call.loop().execute(() -> beginning.completeExceptionally(e));
        }
    }

    private CompletionStage<HttpReply> answer(Call call, byte[] first) {
        Iterator<byte[]> rest = many.get();
        byte[] beginning = rest.hasNext() ? joined(first, rest.next()) : first;
        if (!rest.hasNext()) {
            return AdminHandler.done(TextAnswer.of(200, CONTENT_TYPE, Payload.of(beginning)));
        }
        PageFlow flow = new PageFlow(call, beginning, rest);
        call.allowFlow();
        if (call.mayFlow()) {
            return AdminHandler.done(TextAnswer.flowing(CONTENT_TYPE, flow.begin()));
        }
        return Gathered.of(flow.begin(), call, MOST_AT_ONCE)
                .thenApply(whole -> TextAnswer.of(200, CONTENT_TYPE, Payload.of(whole)));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
