package dev.bailey.vertx;

import dev.bailey.call.Call;
import dev.bailey.call.FailureException;
import dev.bailey.call.Outcome;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One request of a connection, from its complete head to the last byte of its answer. */
final class HttpExchange implements BiConsumer<@Nullable HttpReply, @Nullable Throwable>, ChannelFutureListener {
    private final HttpConnection connection;
    private final Call call;
    private final @Nullable RequestHead head;
    private final @Nullable RequestBody body;
    private Outcome outcome = Outcome.INTERNAL;

    /**
     * @param head what was asked, or null when that never became clear
     * @param body or null when there is none
     */
    HttpExchange(HttpConnection connection, Call call, @Nullable RequestHead head, @Nullable RequestBody body) {
        this.connection = connection;
        this.call = call;
        this.head = head;
        this.body = body;
    }

    Call call() {
        return call;
    }

    @Nullable
    RequestBody body() {
        return body;
    }

    /** Whether the caller wants headers only. */
    boolean isHead() {
        return head != null && head.isHead();
    }

    int version() {
        return head == null ? 1 : head.version();
    }

    /** Whether the request leaves the connection usable, once its body is out of the way. */
    boolean isKeptAlive() {
        return head != null && head.keepAlive();
    }

    boolean expectsContinue() {
        return head != null && head.expectsContinue();
    }

    // ---- life

    void begin(HttpHandler handler, RequestHead asked) {
        HttpBody content = body == null ? HttpBody.NONE : body;
        HttpCall request = new HttpCall(asked.verb(), asked.target(), asked.version(), asked.headers(), content, call);
        try {
            handler.handle(request).whenComplete(this);
        } catch (RuntimeException e) {
            accept(null, e);
        }
    }

    @Override
    public void accept(@Nullable HttpReply reply, @Nullable Throwable thrown) {
        HttpReply known = reply != null ? reply : failed(thrown);
        if (call.loop().inLoop()) {
            connection.answer(this, known);
        } else {
            call.loop().execute(() -> connection.answer(this, known));
        }
    }

    private static HttpReply failed(@Nullable Throwable thrown) {
        return new HttpReply.Failed(thrown == null ? Refusals.internal() : FailureException.failureOf(thrown));
    }

    /** How the call ends once the answer is written. */
    void endsWith(Outcome result) {
        outcome = result;
    }

    /** The last byte of the answer is written, or never will be. */
    @Override
    public void operationComplete(ChannelFuture write) {
        call.end(write.isSuccess() ? outcome : Outcome.CLIENT_GONE);
        connection.written();
    }

    /** The connection is lost. */
    void callerGone() {
        call.cancel(Refusals.callerGone().failure());
        call.end(Outcome.CLIENT_GONE);
        if (body != null && body.isWanted()) {
            body.fail(Refusals.callerGone());
        }
    }
}
