package dev.bailey.client.upstream;

import dev.bailey.call.Failure;
import dev.bailey.client.http.HttpRequest;
import dev.bailey.client.pool.Attempt;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.client.pool.Membership;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.metrics.ServiceMetrics;

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
        return end instanceof HttpReply.Answer answer ? answer.body().length() : 0;
    }

    @Override
    protected HttpReply failed(Failure why) {
        return new HttpReply.Failed(why);
    }
}
