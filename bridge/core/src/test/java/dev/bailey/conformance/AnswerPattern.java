package dev.bailey.conformance;

import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an answer must be: its members in any order, their values byte for byte (see the kit's README). */
public final class AnswerPattern {
    static final JsonLimits GENEROUS = new JsonLimits(1_000_000, 1_000_000, 1_000_000);

    private final Json expected;

    AnswerPattern(byte[] text) {
        try {
            expected = Json.parse(text, GENEROUS);
        } catch (JsonException e) {
            throw new IllegalStateException("an answer that is no JSON: " + text(text), e);
        }
    }

    /** How an answer differs; empty if it does not. */
    public Optional<String> mismatch(byte[] answer) {
        try {
            Json actual = Json.parse(answer, GENEROUS);
            String problem = expected.kind() == Json.Kind.ARRAY ? batch(actual) : message(expected, actual);
            return problem.isEmpty() ? Optional.empty() : Optional.of(problem + "\n  in " + shown(answer));
        } catch (JsonException e) {
            return Optional.of("the answer is no JSON: " + e.getMessage() + "\n  in " + shown(answer));
        }
    }

    private String batch(Json actual) throws JsonException {
        if (actual.kind() != Json.Kind.ARRAY) {
            return "the answer is no array";
        }
        List<Json> wanted = elements(expected);
        List<Json> found = elements(actual);
        for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
            String problem = message(wanted.get(i), found.get(i));
            if (!problem.isEmpty()) {
                return "answer " + i + ": " + problem;
            }
        }
        return wanted.size() == found.size() ? "" : found.size() + " answers instead of " + wanted.size();
    }

    private static List<Json> elements(Json array) throws JsonException {
        List<Json> all = new ArrayList<>();
        for (JsonElements elements = array.elements(); elements.next(); ) {
            all.add(elements.value());
        }
        return all;
    }

    private static String message(Json expected, Json actual) throws JsonException {
        if (actual.kind() != Json.Kind.OBJECT) {
            return "the answer is no object";
        }
        Map<String, Json> wanted = members(expected);
        Map<String, Json> found = members(actual);
        if (!wanted.keySet().equals(found.keySet())) {
            return "the members are " + found.keySet() + " instead of " + wanted.keySet();
        }
        for (String name : wanted.keySet()) {
            Json value = wanted.getOrDefault(name, Json.ABSENT);
            Json other = found.getOrDefault(name, Json.ABSENT);
            String problem = value.toString().startsWith("\"<") ? error(value.text(), other) : same(value, other);
            if (!problem.isEmpty()) {
                return name + ": " + problem;
            }
        }
        return "";
    }

    private static Map<String, Json> members(Json object) throws JsonException {
        Map<String, Json> all = new TreeMap<>();
        for (JsonMembers members = object.members(); members.next(); ) {
            if (all.put(members.name(), members.value()) != null) {
                throw new IllegalStateException("the member " + members.name() + " is there twice");
            }
        }
        return all;
    }

    private static String same(Json wanted, Json found) {
        return wanted.equals(found) ? "" : shown(found.toByteArray()) + " instead of " + shown(wanted.toByteArray());
    }

    /** {@code <-32601 no_route>}, or {@code <-32000 data "that">}. */
    private static String error(String pattern, Json found) throws JsonException {
        if (found.kind() != Json.Kind.OBJECT) {
            return "no object: " + found;
        }
        int space = pattern.indexOf(' ');
        String code = pattern.substring(1, space);
        String rest = pattern.substring(space + 1, pattern.length() - 1);
        Map<String, Json> members = members(found);
        Json data = members.getOrDefault("data", Json.ABSENT);
        boolean fits = members.size() == 3
                && members.getOrDefault("code", Json.ABSENT).toString().equals(code)
                && isText(members.getOrDefault("message", Json.ABSENT))
                && (rest.startsWith("data ") ? data.toString().equals(rest.substring(5)) : isOwn(data, rest));
        return fits ? "" : found + " instead of " + pattern;
    }

    private static boolean isOwn(Json data, String outcome) {
        return data.kind() == Json.Kind.OBJECT
                && data.member("outcome").equals(Json.string(outcome))
                && isText(data.member("detail"));
    }

    private static boolean isText(Json json) {
        return json.kind() == Json.Kind.STRING && json.length() > 2;
    }

    private static String shown(byte[] bytes) {
        String text = text(bytes);
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return shown(expected.toByteArray());
    }
}
