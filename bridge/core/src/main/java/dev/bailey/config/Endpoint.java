package dev.bailey.config;

import java.util.List;
import java.util.stream.Stream;

/** A verb and a path template: {@code GET /ads/{id}}. */
public record Endpoint(Verb verb, PathTemplate path) {
    private static final List<String> VERBS =
            Stream.of(Verb.values()).map(Verb::name).toList();

    /**
     * Reads {@code VERB /path}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Endpoint parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not an endpoint such as GET /ads/{id}");
        }
        return new Endpoint(
                verb(text.substring(0, space)),
                PathTemplate.parse(text.substring(space + 1).strip()));
    }

    private static Verb verb(String word) {
        if (VERBS.contains(word)) {
            return Verb.valueOf(word);
        }
        throw new IllegalArgumentException(
                "'" + word + "' is not one of the verbs " + String.join(", ", VERBS) + Suggestion.among(VERBS, word));
    }

    /** Equal for endpoints that match the same requests, whatever their variables are called. */
    public String shape() {
        return verb + " " + path.shape();
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }
}
