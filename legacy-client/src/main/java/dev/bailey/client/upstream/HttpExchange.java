package dev.bailey.client.upstream;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.client.http.HttpRequest;
import dev.bailey.client.pool.Attempt;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.client.pool.Membership;
import dev.bailey.flow.ByteFlow;
import dev.bailey.flow.Tap;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.metrics.ServiceMetrics;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt at one HTTP call. */
final class HttpExchange extends Attempt<UpstreamConnection, HttpReply> {
    private final HttpCall http;
    private final Payload body;

    HttpExchange(HttpCall http, Payload body, ConnectionPool<UpstreamConnection> pool, ServiceMetrics metrics) {
        super(http.call(), pool, metrics);
        this.http = http;
        this.body = body;
    }

    /** What is to be sent now. */
    HttpRequest request() {
        return new HttpRequest(http.verb(), http.target(), http.headers(), body, call().remainingNanos());
    }

    boolean isHead() {
        return http.verb().equals("HEAD");
    }

    /** Whether the answer may flow; its answer to HEAD never has a body. */
    boolean mayFlow() {
        return call().mayFlow();
    }

    /** The flow that the body comes in from now on. On the connection's loop. */
    ByteFlow flowFrom(EventLoop connection, Tap tap, Duration stall) {
        return new ByteFlow(call(), connection, tap, ByteFlow.Side.SERVICE, stall);
    }

    @Override
    protected @Nullable Runnable holderOf(HttpReply end) {
        return flow(end).<Runnable>map(flow -> flow::callCancelled).orElse(null);
    }

    @Override
    protected void dropped(HttpReply end) {
        flow(end).ifPresent(ByteFlow::cancel);
    }

    private static Optional<ByteFlow> flow(HttpReply end) {
        return end instanceof HttpReply.Flowing flowing && flowing.body() instanceof ByteFlow flow
                ? Optional.of(flow)
                : Optional.empty();
    }

    @Override
    protected Membership<UpstreamConnection> membership(UpstreamConnection of) {
        return of.membership();
    }

    @Override
    protected void send(UpstreamConnection over) {
        over.send(this);
    }

    @Override
    protected void giveUp(UpstreamConnection over) {
        over.giveUp(this);
    }

    @Override
    protected long uncounted(HttpReply end) {
        if (end instanceof HttpReply.Answer answer) {
            return answer.body().array().length;
        }
        return flow(end).isPresent() ? ByteFlow.MOST_HELD : 0;
    }

    @Override
    protected HttpReply failed(Failure why) {
        return new HttpReply.Failed(why);
    }
}
