package dev.bailey.vertx;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import dev.bailey.call.Outcome;
import dev.bailey.call.PendingReply;
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
    private boolean continued;
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

    /** Whether the caller wants headers only. */
    boolean isHead() {
        return head != null && head.isHead();
    }

    int version() {
        return head == null ? 1 : head.version();
    }

    // ---- body

    /** Whether bytes of the body are still to come. */
    boolean isBodyOpen() {
        return body != null && !body.isComplete();
    }

    /** Whether the connection can serve another request after this one. */
    boolean isReusable() {
        return head != null && head.keepAlive() && (body == null || body.isComplete() || canSkip(body, head));
    }

    /** Whether what is left of the body can be read and thrown away at little cost. */
    private boolean canSkip(RequestBody open, RequestHead asked) {
        // A caller that waits for "100 Continue" and gets an answer may send the body or not.
        return (continued || !asked.expectsContinue()) && open.isNearlyThere();
    }

    /** Whether the caller is to be told now that its body is wanted. */
    boolean saysContinue() {
        boolean says = !continued && head != null && head.expectsContinue();
        continued |= says;
        return says;
    }

    /** Gives the body what has come, if somebody wants it. */
    void advanceBody(Input in, boolean ended) {
        if (body != null && body.isWanted() && (in.isReadable() || ended)) {
            body.advance(in, ended);
        }
    }

    /** Throws away what has come of the body; returns whether that was all. */
    boolean discardBody(Input in) {
        return body == null || body.discard(in);
    }

    void failBody(FailureException why) {
        if (body != null && body.isWanted()) {
            body.fail(why);
        }
    }

    /** What is missing of the body will not come. */
    void loseBody(FailureException why) {
        if (body != null && !body.isComplete()) {
            body.fail(why);
        }
    }

    // ---- life

    void begin(HttpHandler handler, RequestHead asked) {
        if (asked.version() >= 1) {
            // in chunks, of which a last one is missing when the answer is cut
            call.callerTakesFlow();
        }
        HttpBody content = body == null ? HttpBody.NONE : body;
        HttpCall request = new HttpCall(asked.verb(), asked.target(), asked.version(), asked.headers(), content, call);
        try {
            PendingReply.watch(handler.handle(request), this);
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

    /** The answer has begun, and will not end well: the caller does not get the rest. */
    void cut(Failure why) {
        call.explain(why.detail());
        call.end(why.outcome());
    }

    /** The last byte of the answer is written, or never will be. */
    @Override
    public void operationComplete(ChannelFuture write) {
        if (write.isSuccess()) {
            call.end(outcome);
        } else {
            cut(connection.whyLost());
        }
        connection.written();
    }

    /** Nobody waits for the call any longer: whoever holds it is to answer now, its caller may still be there. */
    void giveUp(Failure why) {
        call.explain(why.detail());
        call.cancel(why);
        failBody(new FailureException(why));
    }

    /** The connection is lost. */
    void lost(Failure why) {
        call.cancel(why);
        call.end(why.outcome());
        failBody(new FailureException(why));
    }
}
