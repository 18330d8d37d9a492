package dev.bailey.conformance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the reverse tables, {@code conformance/reverse}; what they mean is told in the README there. */
public final class ReverseCases {
    private static final String FOLDER = "/conformance/reverse/";
    private static final YamlTable REQUESTS = YamlTable.load(FOLDER + "requests.yaml");
    private static final YamlTable ANSWERS = YamlTable.load(FOLDER + "answers.yaml");

    private ReverseCases() {}

    /**
     * What an HTTP service must receive for a call. Texts of one char a byte, the method aside.
     *
     * @param params empty for none
     * @param sends verb and target
     * @param headers all of them, as lines
     * @param refused what the refusal's detail holds, instead of these; empty if it is not refused
     */
    public record RequestCase(
            String name,
            String method,
            String params,
            String sends,
            List<String> headers,
            String body,
            Optional<String> refused) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * What a caller must receive for an HTTP service's answer.
     *
     * @param headers of the answer, as lines
     * @param body one char a byte
     */
    public record AnswerCase(
            String name, String method, int status, List<String> headers, String body, String outcome, Seen seen) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What a caller sees; JSON of one char a byte. */
    public sealed interface Seen {}

    public record Result(String json) implements Seen {}

    /** A whole error. */
    public record ServiceError(String json) implements Seen {}

    /** An error with this code and data, and some message. */
    public record Coded(String code, String data) implements Seen {}

    /** Bailey's own error with the case's outcome. */
    public record Own() implements Seen {}

    public static String requestConfig() {
        return REQUESTS.text("config");
    }

    public static String answerConfig() {
        return ANSWERS.text("config");
    }

    public static Stream<RequestCase> requests() {
        Set<String> keys = Set.of("case", "call", "sends", "headers", "body", "refused");
        return REQUESTS.cases(keys).stream().map(ReverseCases::request);
    }

    private static RequestCase request(YamlTable it) {
        List<String> call = it.texts("call");
        Stream<String> given = it.texts("headers").stream().map(EscapedBytes::wire);
        Stream<String> accept = it.texts("headers").stream().anyMatch(h -> h.startsWith("Accept:"))
                ? Stream.of()
                : Stream.of("Accept: application/json");
        Stream<String> type = it.has("body") ? Stream.of("Content-Type: application/json") : Stream.of();
        return new RequestCase(
                it.text("case"),
                EscapedBytes.wire(call.get(0)),
                call.size() > 1 ? EscapedBytes.wire(call.get(1)) : "",
                it.has("refused") ? "" : it.wire("sends"),
                Stream.of(given, accept, type).flatMap(each -> each).toList(),
                it.has("body") ? it.wire("body") : "",
                it.has("refused") ? Optional.of(it.text("refused")) : Optional.empty());
    }

    public static Stream<AnswerCase> answers() {
        Set<String> keys = Set.of(
                "case", "method", "status", "type", "headers", "body", "result", "error", "code", "data", "outcome");
        return ANSWERS.cases(keys).stream().map(ReverseCases::answer);
    }

    private static AnswerCase answer(YamlTable it) {
        String type = it.text("type", "application/json");
        Stream<String> typed = type.equals("none") ? Stream.of() : Stream.of("Content-Type: " + type);
        return new AnswerCase(
                it.text("case"),
                it.text("method", "get"),
                Integer.parseInt(it.text("status", "200")),
                Stream.concat(typed, it.texts("headers").stream()).toList(),
                it.has("body") ? it.wire("body") : "",
                it.text("outcome", "ok"),
                seen(it));
    }

    private static Seen seen(YamlTable it) {
        if (it.has("result")) {
            return new Result(it.wire("result"));
        }
        if (it.has("error")) {
            return new ServiceError(it.wire("error"));
        }
        return it.has("code") ? new Coded(it.text("code"), it.wire("data")) : new Own();
    }
}
