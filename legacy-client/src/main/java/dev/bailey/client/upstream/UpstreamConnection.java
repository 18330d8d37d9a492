package dev.bailey.client.upstream;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.client.http.BodySink;
import dev.bailey.client.http.EndToEnd;
import dev.bailey.client.http.HttpAnswer;
import dev.bailey.client.http.HttpLink;
import dev.bailey.client.http.HttpRequest;
import dev.bailey.client.http.HttpResponse;
import dev.bailey.client.http.HttpTrouble;
import dev.bailey.client.http.LinkTap;
import dev.bailey.client.pool.Membership;
import dev.bailey.client.pool.PooledConnection;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries HTTP calls, one at a time. Everything but {@link #membership} on its loop. */
final class UpstreamConnection implements PooledConnection, HttpAnswer {
    private static final String LOST = "the connection to the service was lost";
    private static final int FIRST_ERROR = 400;

    private final HttpLink link;
    private final Membership<UpstreamConnection> membership;
    private final Duration stall;
    private @Nullable HttpExchange current;
    private @Nullable FlowingAnswer flowing;
    private boolean closed;

    /** @param stall how long a flow may stand still */
    UpstreamConnection(HttpLink link, Membership<UpstreamConnection> membership, Duration stall) {
        this.link = link;
        this.membership = membership;
        this.stall = stall;
        link.onClose(this::close);
    }

    /** Any thread. */
    Membership<UpstreamConnection> membership() {
        return membership;
    }

    /** Sends the request of an exchange that has the place here, and completes it in the end, once, unless given up before. */
    void send(HttpExchange exchange) {
        if (closed) {
            exchange.fail(FailureKind.UNAVAILABLE, LOST, Delivery.NOT_SENT);
            return;
        }
        HttpRequest request = exchange.request();
        if (!request.isSound()) {
            membership.giveBack();
            exchange.fail(FailureKind.INTERNAL, "the request cannot be written as HTTP", Delivery.NOT_SENT);
            return;
        }
        current = exchange;
        exchange.handedOver();
        link.send(request, this);
    }

    /** Nobody waits for this exchange any more. */
    void giveUp(HttpExchange exchange) {
        if (exchange.equals(current)) {
            forget();
            // its only place is held now, by an answer that may still come: the pool closes the connection
            membership.abandon();
        }
    }

    @Override
    public Optional<BodySink> begins(int status, Headers headers) {
        HttpExchange exchange = current;
        if (exchange == null || !exchange.mayFlow() || status / 100 != 2) {
            return Optional.empty();
        }
        FlowingAnswer begun = new FlowingAnswer(exchange, status, EndToEnd.of(headers));
        flowing = begun;
        return Optional.of(begun);
    }

    @Override
    public void soFar() {
        HttpExchange exchange = current;
        if (flowing != null && exchange != null) {
            flowing.letFlow(membership.loop(), new LinkTap(link, () -> giveUp(exchange)), stall);
        }
    }

    @Override
    public void came(HttpResponse response, boolean reusable) {
        FlowingAnswer flowed = flowing;
        HttpExchange exchange = freed(reusable);
        if (exchange == null) {
            return;
        }
        if (flowed == null) {
            exchange.answer(answer(exchange, response, response.body()));
        } else if (flowed.isFlowing()) {
            flowed.complete();
        } else {
            exchange.answer(answer(exchange, response, flowed.held()));
        }
    }

    private static HttpReply answer(HttpExchange exchange, HttpResponse response, Payload body) {
        // what GET would have: with 204 it has no length either (RFC 9110, section 8.6)
        boolean lengthTells = exchange.isHead() && response.status() != 204;
        return new HttpReply.Answer(
                response.status() < FIRST_ERROR ? Outcome.OK : Outcome.HTTP_ERROR,
                response.status(),
                lengthTells ? EndToEnd.ofHead(response.headers()) : EndToEnd.of(response.headers()),
                body);
    }

    @Override
    public void failed(HttpTrouble trouble, String why, int status) {
        if (trouble == HttpTrouble.LOST) {
            end(FailureKind.UNAVAILABLE, why, Delivery.UNKNOWN);
        } else if (trouble == HttpTrouble.CUT_OFF) {
            end(FailureKind.BAD_REPLY, why, Delivery.ANSWERED);
        } else {
            // not as a lost connection: the service is there, and speaks
            FlowingAnswer flowed = flowing;
            HttpExchange exchange = freed(false);
            if (flowed != null) {
                flowed.fail(kind(trouble), why);
            }
            if (exchange != null) {
                exchange.fail(kind(trouble), why, Delivery.ANSWERED);
            }
        }
    }

    private static FailureKind kind(HttpTrouble trouble) {
        return switch (trouble) {
            case TOO_LARGE -> FailureKind.REPLY_TOO_LARGE;
            case REFUSED -> FailureKind.OVERLOADED;
            case MALFORMED, LOST, CUT_OFF -> FailureKind.BAD_REPLY;
        };
    }

    /** The exchange whose place is free now; null if it was given up: then its place went with the connection. */
    private @Nullable HttpExchange freed(boolean reusable) {
        HttpExchange exchange = current;
        forget();
        if (exchange != null) {
            if (!reusable) {
                membership.retire();
            }
            membership.release();
        }
        return exchange;
    }

    private void forget() {
        current = null;
        flowing = null;
    }

    @Override
    public void close() {
        end(FailureKind.UNAVAILABLE, LOST, Delivery.UNKNOWN);
    }

    private void end(FailureKind kind, String why, Delivery delivery) {
        if (closed) {
            return;
        }
        closed = true;
        link.close();
        HttpExchange exchange = current;
        FlowingAnswer flowed = flowing;
        forget();
        membership.closed();
        if (flowed != null) {
            flowed.fail(kind, why);
        }
        if (exchange != null) {
            exchange.fail(kind, why, delivery);
        }
    }
}
