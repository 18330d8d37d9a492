package dev.bailey.config;

/** How the text of a path, query or header value becomes JSON. */
public enum ParamType implements Word {
    STRING("string"),
    INTEGER("integer"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    /** The text is JSON. */
    JSON("json");

    private final String word;

    ParamType(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
