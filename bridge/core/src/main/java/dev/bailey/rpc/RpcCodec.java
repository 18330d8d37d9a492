package dev.bailey.rpc;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import dev.bailey.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** Turns messages into bytes and bytes into messages, for both versions, as a client of a service. */
public final class RpcCodec {
    private static final byte[] REQUEST_1 = ascii("{\"id\":");
    private static final byte[] REQUEST_2 = ascii("{\"jsonrpc\":\"2.0\",\"id\":");
    private static final byte[] NOTIFICATION_1 = ascii("{\"id\":null");
    private static final byte[] NOTIFICATION_2 = ascii("{\"jsonrpc\":\"2.0\"");
    private static final byte[] METHOD = ascii(",\"method\":");
    private static final byte[] PARAMS = ascii(",\"params\":");
    private static final byte[] EMPTY_PARAMS = ascii(",\"params\":[]");

    private final RpcVersion version;
    private final JsonLimits limits;

    public RpcCodec(RpcVersion version, JsonLimits limits) {
        this.version = version;
        this.limits = limits;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Writes a request with an id of Bailey's own, or a notification.
     *
     * @param id ignored for notifications
     * @param oneLine turns CR and LF between tokens of the params into spaces, for framings by lines
     */
    public void writeRequest(JsonWriter out, long id, RpcRequest request, boolean oneLine) {
        if (request.notification()) {
            out.raw(version == RpcVersion.V1 ? NOTIFICATION_1 : NOTIFICATION_2);
        } else {
            out.raw(version == RpcVersion.V1 ? REQUEST_1 : REQUEST_2);
            out.number(id);
        }
        out.raw(METHOD);
        out.raw(request.method().json());
        writeParams(out, request.params(), oneLine);
        out.ascii("}");
    }

    private void writeParams(JsonWriter out, Json params, boolean oneLine) {
        if (params.isAbsent()) {
            if (version == RpcVersion.V1) {
                out.raw(EMPTY_PARAMS);
            }
            return;
        }
        out.raw(PARAMS);
        if (oneLine) {
            out.oneLine(params);
        } else {
            out.raw(params);
        }
    }

    /**
     * Writes the reply to a request that the service sent down its connection.
     *
     * @param id as the service sent it
     */
    public void writeResult(JsonWriter out, Json id, Json result) {
        out.ascii(version == RpcVersion.V1 ? "{\"id\":" : "{\"jsonrpc\":\"2.0\",\"id\":")
                .raw(id);
        out.ascii(",\"result\":").raw(result);
        out.ascii(version == RpcVersion.V1 ? ",\"error\":null}" : "}");
    }

    /** Writes an error to a request that the service sent down its connection. */
    public void writeError(JsonWriter out, Json id, RpcError error) {
        out.ascii(version == RpcVersion.V1 ? "{\"id\":" : "{\"jsonrpc\":\"2.0\",\"id\":")
                .raw(id);
        out.ascii(version == RpcVersion.V1 ? ",\"result\":null,\"error\":" : ",\"error\":")
                .raw(error.value());
        out.ascii("}");
    }

    /**
     * Reads what a service sent.
     *
     * @throws JsonException if the bytes are not one well-formed JSON object; batches are refused likewise, for Bailey sends none
     */
    public ServiceMessage read(byte[] bytes, int from, int to) throws JsonException {
        return message(RpcEnvelope.parse(bytes, from, to, limits));
    }

    /** {@link #read} for one connection, which so needs fewer objects. */
    public Reader reader() {
        return new Reader();
    }

    /** Reads one message after the other. For one thread at a time. */
    public final class Reader {
        private static final byte[] NOTHING = {};

        private final JsonMembers members = new JsonMembers(NOTHING, 0, 0, limits);

        /** As {@link RpcCodec#read}. Does not hold the bytes. */
        public ServiceMessage read(byte[] bytes, int from, int to) throws JsonException {
            members.restart(bytes, from, to);
            try {
                return message(RpcEnvelope.read(members));
            } finally {
                members.restart(NOTHING, 0, 0);
            }
        }
    }

    private ServiceMessage message(RpcEnvelope envelope) {
        if (!envelope.method().isAbsent()) {
            return asked(envelope);
        }
        return new ServiceMessage.Reply(envelope.id(), reply(envelope));
    }

    private static ServiceMessage asked(RpcEnvelope envelope) {
        Json id = envelope.id();
        boolean notification = id.isAbsent() || id.kind() == Json.Kind.NULL;
        return notification
                ? new ServiceMessage.Notification(envelope.method())
                : new ServiceMessage.Request(id, envelope.method(), envelope.params());
    }

    private RpcReply reply(RpcEnvelope envelope) {
        Json result = envelope.result();
        boolean hasError = isValue(envelope.error());
        if (envelope.repeated()) {
            return broken("the reply has a member twice");
        }
        if (version == RpcVersion.V2 && !envelope.jsonrpc().isAbsent() && !envelope.saysTwo()) {
            return broken("the reply's jsonrpc member is not \"2.0\"");
        }
        if (hasError && isValue(result)) {
            return broken("the reply has both a result and an error");
        }
        if (hasError) {
            return new RpcReply.ServiceError(new RpcError(envelope.error()));
        }
        return result.isAbsent() ? broken("the reply has neither a result nor an error") : new RpcReply.Result(result);
    }

    private static boolean isValue(Json json) {
        return !json.isAbsent() && json.kind() != Json.Kind.NULL;
    }

    private static RpcReply broken(String detail) {
        return new RpcReply.Failed(FailureKind.BAD_REPLY.because(detail).delivered(Delivery.ANSWERED));
    }
}
