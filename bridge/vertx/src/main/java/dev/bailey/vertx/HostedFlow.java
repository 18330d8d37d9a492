package dev.bailey.vertx;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what flows to a caller of a Vert.x host as that caller takes it, and ends the call with it. A flow that fails ends in a
 * closed connection, or on HTTP/2 in a reset stream: never in an end that looks like a good one. On the call's loop.
 */
final class HostedFlow implements Flow.Subscriber<ByteBuffer> {
    private final HttpServerResponse response;
    private final Call call;
    private final Consumer<Future<Void>> end;
    private Flow.@Nullable Subscription flow;
    private boolean asked;
    private boolean over;

    /**
     * @param response whose head is set; that it is chunked, too
     * @param end of a flow that is whole: the write of its last byte
     */
    HostedFlow(HttpServerResponse response, Call call, Consumer<Future<Void>> end) {
        this.response = response;
        this.call = call;
        this.end = end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        flow = subscription;
        response.drainHandler(drained -> call.loop().run(this::more));
        more();
    }

    /** Goes on if the caller has taken enough of what it was given. */
    private void more() {
        Flow.Subscription from = flow;
        if (from != null && !over && !asked && !response.writeQueueFull()) {
            asked = true;
            from.request(1);
        }
    }

    @Override
    public void onNext(ByteBuffer piece) {
        asked = false;
        if (over) {
            return;
        }
        response.write(BufferInternal.buffer(Unpooled.wrappedBuffer(piece)));
        more();
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            over = true;
            Failure why = FailureException.failureOf(failure);
            call.explain(why.detail());
            call.end(why.outcome());
            response.reset();
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            over = true;
            end.accept(response.end());
        }
    }

    /** The caller is gone. */
    void cancel() {
        if (!over) {
            over = true;
            if (flow != null) {
                flow.cancel();
            }
        }
    }
}
