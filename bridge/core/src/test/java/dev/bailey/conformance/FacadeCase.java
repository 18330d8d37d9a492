package dev.bailey.conformance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One case of the facade table, every default filled in. Whatever goes over the wire is a string of one char a byte (Latin-1):
 * {@link #bytes} has its bytes.
 *
 * @param config the configuration as YAML
 * @param service what the service must receive; nothing at all when empty
 * @param behaviour what the service does when it is asked
 */
public record FacadeCase(
        String file,
        String name,
        Set<String> tags,
        String config,
        Sent sent,
        Optional<Asked> service,
        Behaviour behaviour,
        Seen seen) {

    /**
     * What the caller sends.
     *
     * @param line the whole request line
     * @param headers in order, as lines
     * @param body empty for none
     */
    public record Sent(String line, List<String> headers, String body) {}

    /**
     * What the service must receive.
     *
     * @param params the {@code params} member; empty when the request has none
     */
    public record Asked(String method, Optional<String> params, boolean notification) {}

    /** What the service does with the request. */
    public sealed interface Behaviour {}

    public record ResultReply(String json) implements Behaviour {}

    public record ErrorReply(String json) implements Behaviour {}

    /** Answers with this message, after every {@code $id} is replaced. */
    public record MessageReply(String template) implements Behaviour {}

    /** Does what the word says (see the README). */
    public record Fails(String word) implements Behaviour {}

    /**
     * What the caller must see.
     *
     * @param ownHeaders all of {@code Content-Type}, {@code Allow}, {@code Retry-After} and {@code Connection} that there are
     * @param content a body or a problem
     * @param afterMillis when the answer must come
     */
    public record Seen(
            int status, Map<String, String> ownHeaders, Content content, String outcome, OptionalInt afterMillis) {}

    /** What the body must be. */
    public sealed interface Content {}

    public record Body(String bytes) implements Content {}

    /**
     * A problem (RFC 9457).
     *
     * @param detail texts that its {@code detail} holds
     * @param members its extension members, all of them
     */
    public record ProblemBody(String outcome, List<String> detail, Map<String, String> members) implements Content {}

    /** The names of headers whose presence and value are part of the contract. */
    public static final Set<String> OWN_HEADERS = Set.of("Content-Type", "Allow", "Retry-After", "Connection");

    /** The bytes of a string of one char a byte. */
    public static byte[] bytes(String wire) {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
