package dev.bailey.config;

/** A verb and a path template: {@code GET /ads/{id}}. */
public record Endpoint(Verb verb, PathTemplate path) {
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
        for (Verb verb : Verb.values()) {
            if (verb.name().equals(word)) {
                return verb;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is not one of the verbs GET, HEAD, POST, PUT, PATCH, DELETE");
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
