package dev.bailey.client.rpc;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.http.HttpAnswer;
import dev.bailey.client.http.HttpLink;
import dev.bailey.client.http.HttpRequest;
import dev.bailey.client.http.HttpResponse;
import dev.bailey.client.http.HttpTrouble;
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
        out.reset();
        wire.codec().writeRequest(out, exchange.sequence, exchange.request(), false);
        exchange.handedOver();
        Payload body = Payload.of(out.array(), 0, out.size());
        link.send(new HttpRequest("POST", "/", HEADERS, body, OptionalLong.empty()), this);
    }

    @Override
    public void giveUp(Exchange exchange) {
        if (exchange.equals(current)) {
            current = null;
            // its only place is held now: the pool closes the connection
            membership.abandon();
        }
    }

    @Override
    public void came(HttpResponse response, boolean reusable) {
        Exchange exchange = current;
        if (exchange == null) {
            return;
        }
        current = null;
        RpcReply reply = read(exchange, response.body());
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
        current = null;
        membership.closed();
        if (exchange != null) {
            exchange.fail(kind, why, delivery);
        }
    }
}
