package dev.bailey.conformance;

import dev.bailey.rpc.RpcVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one case. */
final class RpcCaseReader {
    private static final Set<String> KEYS = Set.of("case", "tags", "send", "edge", "behind", "answer", "reached");

    private final String file;
    private final Map<?, ?> node;

    RpcCaseReader(String file, Map<?, ?> node) {
        this.file = file;
        this.node = node;
    }

    RpcCase read() {
        if (!KEYS.containsAll(node.keySet())) {
            throw new IllegalStateException(file + ": a case has a key that is none: " + node.keySet());
        }
        String answer = required("answer");
        return new RpcCase(
                file,
                required("case"),
                Set.copyOf(texts("tags")),
                bytes("send"),
                edge(),
                node.get("behind") instanceof Map<?, ?> behind ? RpcCases.texts(behind) : Map.of(),
                answer.equals("nothing") ? Optional.empty() : Optional.of(new AnswerPattern(bytes("answer"))),
                texts("reached").stream().map(RpcCaseReader::reached).toList());
    }

    private Optional<RpcVersion> edge() {
        if (!node.containsKey("edge")) {
            return Optional.empty();
        }
        return Optional.of(required("edge").equals("1.0") ? RpcVersion.V1 : RpcVersion.V2);
    }

    /** {@code calls METHOD PARAMS} and the like; a verb belongs to the first word. */
    private static RpcCase.Reached reached(String text) {
        int how = text.indexOf(' ');
        if (text.startsWith("asks ")) {
            how = text.indexOf(' ', how + 1);
        }
        int what = text.indexOf(' ', how + 1);
        return new RpcCase.Reached(
                text.substring(0, how),
                wire(what < 0 ? text.substring(how + 1) : text.substring(how + 1, what)),
                what < 0 ? "" : wire(text.substring(what + 1)));
    }

    private static String wire(String escaped) {
        return EscapedBytes.wire(escaped);
    }

    /** A list of texts; one text is a list of one. */
    private List<String> texts(String key) {
        @Nullable Object value = node.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String.class::cast).toList();
        }
        return value == null ? List.of() : List.of((String) value);
    }

    private byte[] bytes(String key) {
        return wire(required(key)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String required(String key) {
        if (node.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalStateException(file + ": '" + key + "' is missing: " + node);
    }
}
