package dev.bailey.rpc;

import dev.bailey.json.Json;

/** What a caller of ours can send: one message, or one entry of a batch. */
public sealed interface CallerMessage {

    /** The rules that its answer follows. */
    RpcVersion version();

    /**
     * A request.
     *
     * @param id to be answered with, byte for byte; {@link Json#ABSENT} for a notification
     * @param params an object, an array or {@link Json#ABSENT}
     */
    record Request(RpcVersion version, Json id, String method, Json params) implements CallerMessage {
        public boolean isNotification() {
            return id.isAbsent();
        }
    }

    /**
     * Something that is no request.
     *
     * @param id the message's own if it has a fit one, else {@code null}
     * @param problem why, for the caller
     */
    record Invalid(RpcVersion version, Json id, String problem) implements CallerMessage {}
}
