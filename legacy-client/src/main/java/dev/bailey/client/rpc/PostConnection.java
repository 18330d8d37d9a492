package dev.bailey.client.rpc;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.http.BodySink;
import dev.bailey.client.http.HttpAnswer;
import dev.bailey.client.http.HttpLink;
import dev.bailey.client.http.HttpRequest;
import dev.bailey.client.http.HttpResponse;
import dev.bailey.client.http.HttpTrouble;
import dev.bailey.client.http.LinkTap;
import dev.bailey.client.pool.Membership;
import dev.bailey.http.Headers;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonWriter;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.metrics.ServiceMetrics.DroppedReply;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.ServiceMessage;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** JSON-RPC in HTTP POSTs, one at a time. On its loop. */
final class PostConnection implements RpcConnection, HttpAnswer {
    private static final String LOST = "the connection to the service was lost";
    private static final Headers HEADERS = Headers.of("Content-Type", "application/json", "Accept", "application/json");

    private final HttpLink link;
    private final Membership<RpcConnection> membership;
    private final Wire wire;
    private final ServiceMetrics metrics;
    private final JsonWriter out = new JsonWriter();
    private @Nullable Exchange current;
    private @Nullable FlowExchange flowing;
    private @Nullable FlowReception reception;
    private boolean noReply;
    private long lastId;
    private boolean closed;

    PostConnection(HttpLink link, Membership<RpcConnection> membership, Wire wire, ServiceMetrics metrics) {
        this.link = link;
        this.membership = membership;
        this.wire = wire;
        this.metrics = metrics;
        link.onClose(() -> end(FailureKind.UNAVAILABLE, LOST, Delivery.UNKNOWN));
    }

    @Override
    public Membership<RpcConnection> membership() {
        return membership;
    }

    @Override
    public void send(Exchange exchange) {
        if (closed) {
            exchange.fail(FailureKind.UNAVAILABLE, LOST, Delivery.NOT_SENT);
            return;
        }
        current = exchange;
        exchange.sequence = ++lastId;
        wire.codec().writeRequest(out, exchange.sequence, exchange.request(), false);
        exchange.handedOver();
        Payload body = Payload.of(out.array(), 0, out.size());
        link.send(new HttpRequest("POST", "/", HEADERS, body, OptionalLong.empty()), this);
        // it is written, and an idle connection is not to hold what was
        out.reset();
    }

    @Override
    public void sendFlow(FlowExchange exchange) {
        // its sequence is given when it is sent, and its answer begins later
        noReply = false;
        reception = null;
        flowing = exchange;
        send(exchange);
    }

    @Override
    public void giveUp(Exchange exchange) {
        if (exchange.equals(current)) {
            forget();
            // its only place is held now: the pool closes the connection
            membership.abandon();
        }
    }

    // ---- flows

    @Override
    public Optional<BodySink> begins(int status, Headers headers) {
        FlowExchange exchange = flowing;
        if (exchange == null) {
            return Optional.empty();
        }
        reception = new FlowReception(exchange, wire, membership.loop(), new LinkTap(link, () -> giveUp(exchange)));
        return Optional.of(this::took);
    }

    private void took(byte[] bytes, int from, int to) {
        FlowReception taking = reception;
        if (taking == null) {
            return;
        }
        try {
            if (noReply) {
                taking.holdOnly(bytes, from, to);
            } else {
                taking.take(bytes, from, to);
            }
        } catch (JsonException e) {
            if (taking.isFlowing()) {
                end(
                        FailureKind.BAD_REPLY,
                        "the service's answer is no JSON-RPC reply: " + e.getMessage(),
                        Delivery.ANSWERED);
                return;
            }
            // what it is instead may still be told, once it is whole
            noReply = true;
        }
        if (!taking.objection().isEmpty()) {
            end(FailureKind.BAD_REPLY, taking.objection(), Delivery.ANSWERED);
        }
    }

    @Override
    public void soFar() {
        FlowReception taking = reception;
        if (taking == null) {
            return;
        }
        if (!noReply) {
            taking.letFlow();
        }
        if (taking.isTooLarge()) {
            end(FailureKind.REPLY_TOO_LARGE, wire.tooLarge(), Delivery.ANSWERED);
        }
    }

    /** The flow is whole. */
    private void flowed(FlowReception taken, boolean reusable) {
        try {
            taken.end();
        } catch (JsonException e) {
            end(
                    FailureKind.BAD_REPLY,
                    "the service's answer is no JSON-RPC reply: " + e.getMessage(),
                    Delivery.ANSWERED);
            return;
        }
        if (!taken.objection().isEmpty()) {
            end(FailureKind.BAD_REPLY, taken.objection(), Delivery.ANSWERED);
            return;
        }
        forget();
        if (!reusable) {
            membership.retire();
        }
        membership.release();
    }

    private void forget() {
        current = null;
        flowing = null;
        reception = null;
    }

    // ---- whole answers

    @Override
    public void came(HttpResponse response, boolean reusable) {
        Exchange exchange = current;
        FlowReception taken = reception;
        if (exchange == null) {
            return;
        }
        if (taken != null && taken.isFlowing()) {
            flowed(taken, reusable);
            return;
        }
        forget();
        Payload body = taken == null ? response.body() : Payload.of(taken.held());
        RpcReply reply = read(exchange, body);
        if (!reusable) {
            membership.retire();
        }
        membership.release();
        if (reply != null) {
            answer(exchange, reply);
        } else if (exchange.request().notification() && response.status() / 100 == 2) {
            exchange.accept();
        } else {
            withoutReply(exchange, response.status());
        }
    }

    /** The reply to that exchange; null for anything else. */
    private @Nullable RpcReply read(Exchange exchange, Payload body) {
        if (exchange.request().notification()) {
            return null;
        }
        try {
            ServiceMessage message = wire.codec().read(body.array(), body.offset(), body.offset() + body.length());
            return message instanceof ServiceMessage.Reply reply ? reply(exchange, reply) : null;
        } catch (JsonException e) {
            return null;
        }
    }

    private @Nullable RpcReply reply(Exchange exchange, ServiceMessage.Reply reply) {
        boolean isOurs = reply.sequence().orElse(0) == exchange.sequence;
        boolean couldNotRead = reply.id().kind() == Json.Kind.NULL && reply.reply() instanceof RpcReply.ServiceError;
        if (isOurs || couldNotRead) {
            return reply.reply();
        }
        metrics.replyDropped(DroppedReply.UNKNOWN_ID);
        membership.retire();
        return null;
    }

    private void answer(Exchange exchange, RpcReply reply) {
        if (wire.isTooLarge(reply)) {
            exchange.fail(FailureKind.REPLY_TOO_LARGE, wire.tooLarge(), Delivery.ANSWERED);
        } else {
            exchange.answer(reply);
        }
    }

    private static void withoutReply(Exchange exchange, int status) {
        String why = "the service answered with status " + status + " and no JSON-RPC reply";
        if (status >= 500) {
            // a proxy's word for a service that is away: the request may or may not have got there
            exchange.fail(FailureKind.UNAVAILABLE, why, Delivery.UNKNOWN);
        } else {
            exchange.fail(FailureKind.BAD_REPLY, why, Delivery.ANSWERED);
        }
    }

    @Override
    public void failed(HttpTrouble trouble, String why, int status) {
        switch (trouble) {
            case LOST -> end(FailureKind.UNAVAILABLE, why, Delivery.UNKNOWN);
            case CUT_OFF -> cutOff(why, status);
            case TOO_LARGE -> end(FailureKind.REPLY_TOO_LARGE, wire.tooLarge(), Delivery.ANSWERED);
            case MALFORMED -> end(FailureKind.BAD_REPLY, why, Delivery.ANSWERED);
            case REFUSED -> end(FailureKind.OVERLOADED, why, Delivery.ANSWERED);
        }
    }

    private void cutOff(String why, int status) {
        if (status >= 500) {
            end(FailureKind.UNAVAILABLE, why, Delivery.UNKNOWN);
        } else {
            end(FailureKind.BAD_REPLY, why, Delivery.ANSWERED);
        }
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
        Exchange exchange = current;
        FlowReception taking = reception;
        forget();
        membership.closed();
        if (taking != null) {
            taking.fail(kind, why);
        }
        if (exchange != null) {
            exchange.fail(kind, why, delivery);
        }
    }
}
