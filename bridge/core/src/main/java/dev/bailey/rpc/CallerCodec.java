package dev.bailey.rpc;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what callers send, by the rules of 2.0 where a message says {@code "jsonrpc":"2.0"} and of 1.0 elsewhere. */
public final class CallerCodec {
    /** Longest id and longest method, in bytes. */
    static final int MAX_NAME = 256;

    /** Bytes of one character of a string at most, written as an escape. */
    private static final int ESCAPE = 6;

    private final Optional<RpcVersion> required;
    private final int maxBatch;
    private final JsonLimits limits;

    /**
     * @param required the version that every message must have; any when empty
     * @param maxBatch calls in one batch
     */
    public CallerCodec(Optional<RpcVersion> required, int maxBatch, JsonLimits limits) {
        this.required = required;
        this.maxBatch = maxBatch;
        this.limits = limits;
    }

    /** Reads a frame; never throws, for whatever it holds has an answer. */
    public CallerFrame read(byte[] bytes, int from, int to) {
        try {
            int start = firstByte(bytes, from, to);
            if (start < to && bytes[start] == '[') {
                return batch(bytes, start, to);
            }
            if (start < to && bytes[start] == '{') {
                return new CallerFrame.Single(message(RpcEnvelope.parse(bytes, start, to, limits)));
            }
            Json.parse(bytes, from, to, limits);
            return refused(FailureKind.INVALID_CALL, "the message is neither an object nor a batch");
        } catch (JsonException e) {
            return refused(FailureKind.MALFORMED, "the message cannot be read as JSON: " + e.getMessage());
        }
    }

    private static CallerFrame refused(FailureKind kind, String detail) {
        return new CallerFrame.Refused(kind.because(detail));
    }

    private static int firstByte(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\n' || bytes[i] == '\r')) {
            i++;
        }
        return i;
    }

    private CallerFrame batch(byte[] bytes, int from, int to) throws JsonException {
        // A message in a batch may be as deep as one of its own: the array and the envelope do not count.
        JsonLimits inBatch = new JsonLimits(limits.depth() + 1, limits.numberChars(), limits.nameBytes());
        List<CallerMessage> messages = new ArrayList<>();
        JsonElements elements = new JsonElements(bytes, from, to, inBatch);
        int count = 0;
        while (elements.next()) {
            if (++count <= maxBatch) {
                messages.add(entry(elements.value()));
            }
        }
        if (count > maxBatch) {
            Failure tooLarge = FailureKind.REQUEST_TOO_LARGE.because(
                    "the batch has " + count + " calls; at most " + maxBatch + " are taken");
            return new CallerFrame.Refused(tooLarge);
        }
        return count == 0 ? refused(FailureKind.INVALID_CALL, "the batch is empty") : new CallerFrame.Batch(messages);
    }

    private CallerMessage entry(Json element) throws JsonException {
        if (element.kind() != Json.Kind.OBJECT) {
            return new CallerMessage.Invalid(RpcVersion.V2, Json.NULL, "an entry of the batch is no object");
        }
        int end = element.offset() + element.length();
        return message(RpcEnvelope.parse(element.array(), element.offset(), end, limits));
    }

    private CallerMessage message(RpcEnvelope envelope) {
        RpcVersion version = envelope.saysTwo() ? RpcVersion.V2 : RpcVersion.V1;
        String method = name(envelope.method());
        String problem = method == null ? problemOfMethod(envelope) : problem(envelope, version);
        if (method == null || !problem.isEmpty()) {
            return invalid(envelope, version, problem);
        }
        boolean notification = version == RpcVersion.V1 && envelope.id().kind() == Json.Kind.NULL;
        Json id = notification ? Json.ABSENT : envelope.id();
        return new CallerMessage.Request(version, id, method, envelope.params());
    }

    private CallerMessage invalid(RpcEnvelope envelope, RpcVersion version, String problem) {
        // What has no method is no request of 1.0 either, and is answered as 2.0 has it (section 7: {"foo": "boo"}).
        RpcVersion answered = required.orElse(envelope.method().isAbsent() ? RpcVersion.V2 : version);
        boolean echoed = !envelope.repeated() && !envelope.id().isAbsent() && isId(envelope.id(), answered);
        return new CallerMessage.Invalid(answered, echoed ? envelope.id() : Json.NULL, problem);
    }

    /** The method as routes write it, and so its length counts: without escapes. Null if it is none. */
    private static @Nullable String name(Json method) {
        if (method.kind() != Json.Kind.STRING || method.length() > MAX_NAME * ESCAPE + 2) {
            return null;
        }
        try {
            String name = method.text();
            boolean fits = method.length() <= MAX_NAME + 2 || name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME;
            return fits ? name : null;
        } catch (JsonException e) {
            return null;
        }
    }

    private static String problemOfMethod(RpcEnvelope envelope) {
        return envelope.method().isAbsent()
                ? "the message has no method"
                : "the method is not a string of at most " + MAX_NAME + " bytes";
    }

    private String problem(RpcEnvelope envelope, RpcVersion version) {
        if (envelope.repeated()) {
            return "the message has a member twice";
        }
        if (required.isPresent() && required.get() != version) {
            return "the message is not of JSON-RPC " + required.get().text() + ", which is spoken here";
        }
        if (!isId(envelope.id(), version)) {
            return version == RpcVersion.V1
                    ? "the id is longer than " + MAX_NAME + " bytes"
                    : "the id is not a string, a number or null, of at most " + MAX_NAME + " bytes";
        }
        boolean structured = envelope.params().kind() == Json.Kind.OBJECT
                || envelope.params().kind() == Json.Kind.ARRAY;
        return structured || envelope.params().isAbsent() ? "" : "the params are neither an object nor an array";
    }

    private static boolean isId(Json id, RpcVersion version) {
        if (id.length() > MAX_NAME) {
            return false;
        }
        return switch (id.kind()) {
            case STRING, NUMBER, NULL, ABSENT -> true;
            case OBJECT, ARRAY, BOOLEAN -> version == RpcVersion.V1;
        };
    }
}
