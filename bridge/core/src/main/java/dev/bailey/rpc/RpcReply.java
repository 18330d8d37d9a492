package dev.bailey.rpc;

import dev.bailey.call.Failure;
import dev.bailey.json.Json;

/** What became of a request. */
public sealed interface RpcReply {

    /** The service's result, byte for byte. */
    record Result(Json value) implements RpcReply {}

    /** The service's own error. */
    record ServiceError(RpcError error) implements RpcReply {}

    /** The notification was written. */
    record Accepted() implements RpcReply {
        public static final Accepted INSTANCE = new Accepted();
    }

    /** The bridge could not get an answer. */
    record Failed(Failure failure) implements RpcReply {}

    static RpcReply accepted() {
        return Accepted.INSTANCE;
    }
}
