package dev.bailey.rpc;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import java.nio.charset.StandardCharsets;

/**
 * The wire shape of one JSON-RPC message, read in a single checking pass: the members that the protocol knows, each as it
 * came, {@link Json#ABSENT} where missing. What the message means is for {@link RpcCodec} to say.
 *
 * @param repeated whether one of these members came twice: no reader can then know which counts
 */
record RpcEnvelope(Json jsonrpc, Json id, Json method, Json params, Json result, Json error, boolean repeated) {
    private static final byte[] JSONRPC = ascii("jsonrpc");
    private static final byte[] ID = ascii("id");
    private static final byte[] METHOD = ascii("method");
    private static final byte[] PARAMS = ascii("params");
    private static final byte[] RESULT = ascii("result");
    private static final byte[] ERROR = ascii("error");

    private static final Json TWO = Json.string("2.0");

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the message says that it is of version 2.0, with or without escapes. */
    boolean saysTwo() {
        return jsonrpc.equals(TWO)
                || (jsonrpc.kind() == Json.Kind.STRING && text(jsonrpc).equals("2.0"));
    }

    private static String text(Json string) {
        try {
            return string.text();
        } catch (JsonException e) {
            return "";
        }
    }

    /**
     * Reads one object; members that JSON-RPC does not know are checked and ignored.
     *
     * @throws JsonException if the bytes are not exactly one well-formed object
     */
    static RpcEnvelope parse(byte[] bytes, int from, int to, JsonLimits limits) throws JsonException {
        return read(new JsonMembers(bytes, from, to, limits));
    }

    /** The same over a walk that has not begun. */
    static RpcEnvelope read(JsonMembers members) throws JsonException {
        Reader reader = new Reader();
        while (members.next()) {
            reader.take(members);
        }
        return reader.envelope();
    }

    private static final class Reader {
        private Json jsonrpc = Json.ABSENT;
        private Json id = Json.ABSENT;
        private Json method = Json.ABSENT;
        private Json params = Json.ABSENT;
        private Json result = Json.ABSENT;
        private Json error = Json.ABSENT;
        private boolean repeated;

        void take(JsonMembers members) {
            if (members.nameIs(JSONRPC)) {
                jsonrpc = once(jsonrpc, members);
            } else if (members.nameIs(ID)) {
                id = once(id, members);
            } else if (members.nameIs(RESULT)) {
                result = once(result, members);
            } else if (members.nameIs(ERROR)) {
                error = once(error, members);
            } else if (members.nameIs(METHOD)) {
                method = once(method, members);
            } else if (members.nameIs(PARAMS)) {
                params = once(params, members);
            }
        }

        private Json once(Json before, JsonMembers members) {
            repeated |= !before.isAbsent();
            return members.value();
        }

        RpcEnvelope envelope() {
            return new RpcEnvelope(jsonrpc, id, method, params, result, error, repeated);
        }
    }
}
