package dev.bailey.config;

/** Where the value of a param comes from when the caller speaks HTTP. */
enum ParamSource {
    PATH("in the path"),
    METHOD("part of the method's name, not a param"),
    HEADER("a header"),
    BODY("the body"),
    CONSTANT("a constant"),
    /** The query, or a member of the body: whatever name nothing else claims. */
    REST("in the query or body");

    private final String words;

    ParamSource(String words) {
        this.words = words;
    }

    /** Whether its value is text that a type may turn into something else. */
    boolean isTyped() {
        return this == PATH || this == HEADER || this == REST;
    }

    @Override
    public String toString() {
        return words;
    }
}
