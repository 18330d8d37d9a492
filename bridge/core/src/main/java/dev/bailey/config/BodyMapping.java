package dev.bailey.config;

/** What the body of the HTTP request is. */
public sealed interface BodyMapping {
    /** There is none; params come from path, query and headers. */
    record None() implements BodyMapping {}

    /** {@code "*"}: its members are the params, and there is no query. */
    record Whole() implements BodyMapping {}

    /** It is one param; the rest comes from path, query and headers. */
    record Param(String name) implements BodyMapping {}
}
