package dev.bailey.rpc;

import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import java.util.OptionalInt;

/**
 * The {@code error} member of a reply, byte for byte: an object with {@code code} and {@code message} in 2.0 (section 5.1), any
 * value but null in 1.0.
 */
public record RpcError(Json value) {

    /** An error object of 2.0; {@code data} may be {@link Json#ABSENT}. */
    public static RpcError of(int code, String message, Json data) {
        JsonWriter out = new JsonWriter(64 + message.length() + data.length());
        out.ascii("{\"code\":");
        out.number(code);
        out.ascii(",\"message\":");
        out.string(message);
        if (!data.isAbsent()) {
            out.ascii(",\"data\":");
            out.raw(data);
        }
        out.ascii("}");
        return new RpcError(out.finish());
    }

    /** The integer {@code code}; empty for 1.0 errors, which need not have one. */
    public OptionalInt code() {
        Json code = member("code");
        return code.kind() == Json.Kind.NUMBER ? integer(code) : OptionalInt.empty();
    }

    /** A member of an error object; {@link Json#ABSENT} if there is none or the error is no object. */
    public Json member(String name) {
        return value.kind() == Json.Kind.OBJECT ? value.member(name) : Json.ABSENT;
    }

    private static OptionalInt integer(Json number) {
        try {
            return OptionalInt.of(Integer.parseInt(number.toString()));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
