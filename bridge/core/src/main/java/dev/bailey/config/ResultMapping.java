package dev.bailey.config;

/** What of the result is the body of the HTTP answer. */
public sealed interface ResultMapping {
    /** {@code "*"}: all of it. */
    record Whole() implements ResultMapping {}

    /** One member of it. */
    record Member(String name) implements ResultMapping {}
}
