package dev.bailey.rpc;

import dev.bailey.call.Failure;
import dev.bailey.flow.EnclosedFlow;
import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Writes answers to callers, in the version of their question and with their very id. */
public final class CallerAnswer {
    /** For errors of 1.0 services, which need not have a code, shown to callers that need one. */
    private static final int UNCODED = -32000;

    private CallerAnswer() {}

    /** Writes the answer to a request that is no notification. */
    public static void write(JsonWriter out, RpcVersion version, Json id, RpcReply reply) {
        out.ascii(version == RpcVersion.V2 ? "{\"jsonrpc\":\"2.0\"," : "{");
        if (reply instanceof RpcReply.Result result) {
            out.ascii("\"result\":").raw(result.value());
            out.ascii(version == RpcVersion.V2 ? "" : ",\"error\":null");
        } else {
            out.ascii(version == RpcVersion.V2 ? "\"error\":" : "\"result\":null,\"error\":");
            out.raw(error(reply, version).value());
        }
        out.ascii(",\"id\":").raw(id).ascii('}');
    }

    /** The answer to a call whose result flows; what stands behind it is written only if it ended well. */
    static Flow.Publisher<ByteBuffer> flow(RpcVersion version, Json id, RpcReply.Flowing reply) {
        JsonWriter before = new JsonWriter(32).ascii(version == RpcVersion.V2 ? "{\"jsonrpc\":\"2.0\"," : "{");
        before.ascii("\"result\":");
        JsonWriter behind = new JsonWriter(64).ascii(version == RpcVersion.V2 ? "" : ",\"error\":null");
        behind.ascii(",\"id\":").raw(id).ascii('}');
        return new EnclosedFlow(before.toByteArray(), reply.result(), behind.toByteArray());
    }

    private static RpcError error(RpcReply reply, RpcVersion version) {
        if (reply instanceof RpcReply.ServiceError service) {
            return version == RpcVersion.V2 ? coded(service.error()) : service.error();
        }
        if (reply instanceof RpcReply.Failed failed) {
            return error(failed.failure());
        }
        throw new IllegalArgumentException("a notification has no answer");
    }

    /** Bailey's own error; {@code data} has the outcome and what happened. */
    public static RpcError error(Failure failure) {
        JsonWriter data = new JsonWriter(128);
        data.ascii("{\"outcome\":\"").ascii(failure.outcome().label());
        data.ascii("\",\"detail\":").string(failure.detail()).ascii('}');
        return RpcError.of(failure.kind().code(), failure.outcome().title(), data.toJson());
    }

    /** 2.0 asks for an object with an integer code (section 5.1); anything else goes into {@code data} whole. */
    private static RpcError coded(RpcError error) {
        return error.code().isPresent() ? error : RpcError.of(UNCODED, "the service answered an error", error.value());
    }
}
