package dev.bailey.client.rpc;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.http.HttpAnswer;
import dev.bailey.client.http.HttpLink;
import dev.bailey.client.http.HttpTrouble;
import dev.bailey.client.pool.Membership;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonWriter;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.metrics.ServiceMetrics.DroppedReply;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.ServiceMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** JSON-RPC in HTTP POSTs, one at a time. On its loop. */
final class PostConnection implements RpcConnection, HttpAnswer {
    private static final String LOST = "the connection to the service was lost";

    private final HttpLink link;
    private final Membership<RpcConnection> membership;
    private final RequestOptions post;
    private final Wire wire;
    private final ServiceMetrics metrics;
    private final JsonWriter out = new JsonWriter();
    private @Nullable Exchange current;
    private long lastId;
    private boolean closed;

    PostConnection(
            HttpLink link,
            Membership<RpcConnection> membership,
            RequestOptions post,
            Wire wire,
            ServiceMetrics metrics) {
        this.link = link;
        this.membership = membership;
        this.post = post;
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
        link.send(post, Buffer.buffer(out.toByteArray()), this);
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
    public void came(int status, byte[] body, boolean reusable) {
        Exchange exchange = current;
        if (exchange == null) {
            return;
        }
        current = null;
        RpcReply reply = read(exchange, body);
        if (!reusable) {
            membership.retire();
        }
        membership.release();
        if (reply != null) {
            answer(exchange, reply);
        } else if (exchange.request().notification() && status / 100 == 2) {
            exchange.accept();
        } else {
            withoutReply(exchange, status);
        }
    }

    /** The reply to that exchange; null for anything else. */
    private @Nullable RpcReply read(Exchange exchange, byte[] body) {
        if (exchange.request().notification()) {
            return null;
        }
        try {
            ServiceMessage message = wire.codec().read(body, 0, body.length);
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
    public void failed(HttpTrouble trouble, int status) {
        switch (trouble) {
            case LOST -> end(FailureKind.UNAVAILABLE, LOST, Delivery.UNKNOWN);
            case CUT_OFF -> cutOff(status);
            case TOO_LARGE -> end(FailureKind.REPLY_TOO_LARGE, wire.tooLarge(), Delivery.ANSWERED);
            case MALFORMED -> end(FailureKind.BAD_REPLY, "the service's answer is not HTTP/1.1", Delivery.ANSWERED);
        }
    }

    private void cutOff(int status) {
        if (status >= 500) {
            end(FailureKind.UNAVAILABLE, LOST, Delivery.UNKNOWN);
        } else {
            end(
                    FailureKind.BAD_REPLY,
                    "the connection to the service was lost in the middle of the answer",
                    Delivery.ANSWERED);
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
