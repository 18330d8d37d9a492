package dev.bailey.rpc;

import dev.bailey.json.Json;
import java.util.OptionalLong;

/** What a service can send down a connection. */
public sealed interface ServiceMessage {

    /**
     * The reply to a request of ours.
     *
     * @param id as it came; {@link Json#ABSENT} if missing
     */
    record Reply(Json id, RpcReply reply) implements ServiceMessage {

        /** The id as Bailey writes it; empty for anything that Bailey never writes, even if it looks alike ({@code 1.0}). */
        public OptionalLong sequence() {
            return RpcIds.sequence(id);
        }
    }

    /** A request of the service's own, to be answered. */
    record Request(Json id, Json method, Json params) implements ServiceMessage {}

    /** A notification of the service's own. */
    record Notification(Json method) implements ServiceMessage {}
}
