package dev.bailey.client.rpc;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.ServiceMessage;
import java.nio.charset.StandardCharsets;

/** Finds whose answer a frame was that is broken or was cut off, as far as its beginning tells. */
final class Beginning {
    private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
    private static final RpcReply NONE = RpcReply.accepted();

    private final JsonLimits limits;

    Beginning(JsonLimits limits) {
        this.limits = limits;
    }

    /** The id of Bailey's in there; 0 when there is none, or not all of it. */
    long id(byte[] frame) {
        JsonMembers members = new JsonMembers(frame, 0, frame.length, limits);
        try {
            while (members.next()) {
                if (members.nameIs(ID)) {
                    // a number that ends with the bytes may go on in those that never came
                    return members.valueEnd() < frame.length ? sequence(members.value()) : 0;
                }
            }
        } catch (JsonException e) {
            return 0;
        }
        return 0;
    }

    private static long sequence(Json id) {
        return new ServiceMessage.Reply(id, NONE).sequence().orElse(0);
    }
}
