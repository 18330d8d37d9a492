package dev.bailey.client.rpc;

import dev.bailey.config.ServerReply;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.ServiceMessage;
import java.util.Map;

/** Answers what a service asks down its connection: ovsdb-server, for one, hangs up on those who leave its echo unanswered. */
final class ServerRequests {
    private static final RpcError NOT_FOUND = RpcError.of(-32601, "Method not found", Json.ABSENT);

    private final Map<String, ServerReply> replies;
    private final Wire wire;

    ServerRequests(Map<String, ServerReply> replies, Wire wire) {
        this.replies = replies;
        this.wire = wire;
    }

    /** Writes the whole frame of the answer. */
    void answer(JsonWriter out, ServiceMessage.Request request) {
        ServerReply reply = replies.get(name(request.method()));
        int begun = wire.encoder().begin(out);
        if (reply == ServerReply.PARAMS) {
            wire.codec().writeResult(out, request.id(), oneLine(orNull(request.params())));
        } else {
            wire.codec().writeError(out, request.id(), NOT_FOUND);
        }
        wire.encoder().end(out, begun);
    }

    /** Empty, which names no method, for what is no name at all. */
    private static String name(Json method) {
        try {
            return method.kind() == Json.Kind.STRING ? method.text() : "";
        } catch (JsonException e) {
            return "";
        }
    }

    private static Json orNull(Json params) {
        return params.isAbsent() ? Json.NULL : params;
    }

    private Json oneLine(Json value) {
        return wire.oneLine() ? new JsonWriter(value.length()).oneLine(value).toJson() : value;
    }
}
