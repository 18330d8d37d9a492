package dev.bailey.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one case and fills in what it leaves out. */
final class FacadeCaseReader {
    private static final Set<String> KEYS = Set.of(
            "case",
            "tags",
            "send",
            "headers",
            "bare",
            "body",
            "calls",
            "notifies",
            "result",
            "error",
            "reply",
            "fails",
            "status",
            "answer",
            "problem",
            "detail",
            "members",
            "with",
            "outcome",
            "after");

    private final String file;
    private final String config;
    private final Map<?, ?> node;

    FacadeCaseReader(String file, String config, Map<?, ?> node) {
        this.file = file;
        this.config = config;
        this.node = node;
    }

    FacadeCase read() {
        for (Object key : node.keySet()) {
            if (!KEYS.contains((String) key)) {
                throw new IllegalStateException(file + ": '" + key + "' is no key of a case: " + node);
            }
        }
        return new FacadeCase(
                file, required("case"), Set.copyOf(texts("tags")), config, sent(), asked(), behaviour(), seen());
    }

    private FacadeCase.Sent sent() {
        String line = wire("send");
        int version = line.lastIndexOf(" HTTP/");
        String body = node.containsKey("body") ? wire("body") : "";
        return new FacadeCase.Sent(version < 0 ? line + " HTTP/1.1" : line, headers(body), body);
    }

    private List<String> headers(String body) {
        List<String> given = texts("headers").stream().map(EscapedBytes::wire).toList();
        if (node.containsKey("bare")) {
            return given;
        }
        List<String> headers = new ArrayList<>();
        headers.add("Host: bailey.test");
        headers.addAll(given);
        if (node.containsKey("body") && !names(given, "content-type")) {
            headers.add("Content-Type: application/json");
        }
        if (node.containsKey("body") && !names(given, "content-length") && !names(given, "transfer-encoding")) {
            headers.add("Content-Length: " + body.length());
        }
        return headers;
    }

    private static boolean names(List<String> headers, String name) {
        return headers.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"));
    }

    private Optional<FacadeCase.Asked> asked() {
        boolean notification = node.containsKey("notifies");
        List<String> asked = texts(notification ? "notifies" : "calls");
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> params = asked.size() > 1 ? Optional.of(EscapedBytes.wire(asked.get(1))) : Optional.empty();
        String method = new String(FacadeCase.bytes(EscapedBytes.wire(asked.get(0))), StandardCharsets.UTF_8);
        return Optional.of(new FacadeCase.Asked(method, params, notification));
    }

    private FacadeCase.Behaviour behaviour() {
        if (node.containsKey("fails")) {
            return new FacadeCase.Fails(required("fails"));
        }
        if (node.containsKey("reply")) {
            return new FacadeCase.MessageReply(wire("reply"));
        }
        return node.containsKey("error")
                ? new FacadeCase.ErrorReply(wire("error"))
                : new FacadeCase.ResultReply(EscapedBytes.wire(text("result", "true")));
    }

    private FacadeCase.Seen seen() {
        boolean notification = node.containsKey("notifies");
        boolean problem = node.containsKey("problem");
        String otherwise = notification ? "accepted" : "ok";
        int status = Integer.parseInt(text("status", notification ? "202" : "200"));
        FacadeCase.Content content = problem ? problem() : new FacadeCase.Body(answer(notification));
        String outcome = text("outcome", text("problem", otherwise));
        OptionalInt after =
                node.containsKey("after") ? OptionalInt.of(Integer.parseInt(required("after"))) : OptionalInt.empty();
        return new FacadeCase.Seen(status, ownHeaders(content), content, outcome, after);
    }

    private String answer(boolean notification) {
        return EscapedBytes.wire(text("answer", notification ? "" : "true"));
    }

    private FacadeCase.ProblemBody problem() {
        Map<String, String> members = new LinkedHashMap<>();
        map("members").forEach((name, value) -> members.put((String) name, EscapedBytes.wire((String) value)));
        return new FacadeCase.ProblemBody(required("problem"), texts("detail"), members);
    }

    private Map<String, String> ownHeaders(FacadeCase.Content content) {
        Map<String, String> own = new LinkedHashMap<>();
        if (content instanceof FacadeCase.ProblemBody) {
            own.put("Content-Type", "application/problem+json");
        } else if (content instanceof FacadeCase.Body body && !body.bytes().isEmpty()) {
            own.put("Content-Type", "application/json");
        }
        map("with").forEach((name, value) -> own.put((String) name, (String) value));
        return own;
    }

    private Map<?, ?> map(String key) {
        return node.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** A list of texts; one text is a list of one. */
    private List<String> texts(String key) {
        @Nullable Object value = node.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String.class::cast).toList();
        }
        return value == null ? List.of() : List.of((String) value);
    }

    private String text(String key, String otherwise) {
        return node.get(key) instanceof String text ? text : otherwise;
    }

    private String required(String key) {
        if (node.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalStateException(file + ": '" + key + "' is missing: " + node);
    }

    private String wire(String key) {
        return EscapedBytes.wire(required(key));
    }
}
