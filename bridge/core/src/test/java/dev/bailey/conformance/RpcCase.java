package dev.bailey.conformance;

import dev.bailey.config.Framing;
import dev.bailey.rpc.RpcVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One case of the JSON-RPC kit. What the keys mean is told in the kit's README.
 *
 * @param send one message, as its caller sends it, one char a byte
 * @param edge the only version that the edge takes; both when empty
 * @param behind what services do in this case, by method or path
 * @param answer what comes back; nothing at all when empty
 * @param reached what reached services, in any order
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of the wire, compared by nobody
public record RpcCase(
        String file,
        String name,
        Set<String> tags,
        String send,
        Optional<RpcVersion> edge,
        Map<String, String> behind,
        Optional<AnswerPattern> answer,
        List<Reached> reached) {

    /**
     * A message that reached a service. Texts of one char a byte.
     *
     * @param how {@code calls}, {@code notifies}, or {@code asks} and a verb
     * @param what the method, or the target
     * @param with params or body; empty for none
     */
    public record Reached(String how, String what, String with) {}

    /** The message, as its caller sends it. */
    public byte[] bytes() {
        return FacadeCase.bytes(send);
    }

    /** Whether the message can be sent by such a framing. */
    public boolean isCarriedBy(Framing framing) {
        return switch (framing) {
            case NEWLINE, CRLF -> !tags.contains("lines") && !tags.contains("blank");
            case NUL -> !tags.contains("nul") && !tags.contains("blank");
            case CONCATENATED -> !tags.contains("broken") && !tags.contains("scalar") && !tags.contains("blank");
            case CONTENT_LENGTH, NETSTRING, LENGTH_PREFIX -> true;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
