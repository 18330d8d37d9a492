package dev.bailey.client;

import dev.bailey.call.Outcome;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcReply;
import java.util.OptionalInt;

/**
 * The service answered an error. Its outcome is {@link Outcome#RPC_ERROR}, or {@link Outcome#HTTP_ERROR} where a service that
 * speaks HTTP answered with a status; then {@link #data} has {@code status} and {@code body}.
 */
public final class ServiceErrorException extends LegacyCallException {
    private static final String MESSAGE = "message";

    private final transient RpcError error;

    ServiceErrorException(String method, RpcReply.ServiceError answer) {
        super(method, answer.outcome(), words(answer.error()));
        this.error = answer.error();
    }

    private static String words(RpcError error) {
        String code = error.code().isPresent() ? " " + error.code().getAsInt() : "";
        String message = message(error);
        return "the service answered error" + code + (message.isEmpty() ? "" : ": " + message);
    }

    private static String message(RpcError error) {
        Json said = error.value().kind() == Json.Kind.STRING ? error.value() : error.member(MESSAGE);
        try {
            return said.kind() == Json.Kind.STRING ? said.text() : "";
        } catch (JsonException e) {
            return "";
        }
    }

    /** The integer {@code code}; empty for errors of 1.0, which need not have one. */
    public OptionalInt code() {
        return error.code();
    }

    /** What the service says: its {@code message}, or an error of 1.0 that is a plain string; empty if it says nothing. */
    public String serviceMessage() {
        return message(error);
    }

    /** The error's {@code data}, byte for byte; {@link Json#ABSENT} if there is none. */
    public Json data() {
        return error.member("data");
    }

    /** The whole error as it came: any value but null in 1.0. */
    public Json error() {
        return error.value();
    }
}
