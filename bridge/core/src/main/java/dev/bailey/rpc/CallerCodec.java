package dev.bailey.rpc;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what callers send, by the rules of 2.0 where a message says {@code "jsonrpc":"2.0"} and of 1.0 elsewhere. */
public final class CallerCodec {
    /** Longest id and longest method, in bytes. */
    static final int MAX_NAME = 256;

    private static final Json TWO = Json.string("2.0");

    private final boolean onlyV2;
    private final int maxBatch;
    private final JsonLimits limits;

    /**
     * @param required the version that every message must have; any when empty
     * @param maxBatch calls in one batch
     */
    public CallerCodec(Optional<RpcVersion> required, int maxBatch, JsonLimits limits) {
        this.onlyV2 = required.isPresent() && required.get() == RpcVersion.V2;
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
            return refused(FailureKind.MALFORMED, "the message is not valid JSON: " + e.getMessage());
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
        RpcVersion version = envelope.jsonrpc().equals(TWO) ? RpcVersion.V2 : RpcVersion.V1;
        String problem = problem(envelope, version);
        if (problem.isEmpty()) {
            boolean notification = version == RpcVersion.V1 && envelope.id().kind() == Json.Kind.NULL;
            Json id = notification ? Json.ABSENT : envelope.id();
            return new CallerMessage.Request(version, id, text(envelope.method()), envelope.params());
        }
        boolean echoed = !envelope.repeated() && !envelope.id().isAbsent() && isId(envelope.id(), version);
        RpcVersion answered = onlyV2 ? RpcVersion.V2 : version;
        return new CallerMessage.Invalid(answered, echoed ? envelope.id() : Json.NULL, problem);
    }

    private String problem(RpcEnvelope envelope, RpcVersion version) {
        if (envelope.repeated()) {
            return "the message has a member twice";
        }
        if (onlyV2 && version != RpcVersion.V2) {
            return "the message does not say \"jsonrpc\":\"2.0\"";
        }
        if (envelope.method().kind() != Json.Kind.STRING || envelope.method().length() > MAX_NAME + 2) {
            return "the method is not a string of at most " + MAX_NAME + " bytes";
        }
        if (text(envelope.method()).isEmpty()) {
            return "the method is empty or no text";
        }
        if (!isId(envelope.id(), version)) {
            return "the id is not a string, a number or null, of at most " + MAX_NAME + " bytes";
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

    private static String text(Json string) {
        try {
            return string.text();
        } catch (JsonException e) {
            return "";
        }
    }
}
