package dev.bailey.config;

import java.util.List;

/**
 * A node of the file, and where it starts. The parser's own nodes say the same in five times the memory, which
 * thousands of routes in 64 MiB do not have.
 */
sealed interface YamlNode {
    /** From 1. */
    int line();

    /** From 1, in characters (code points). */
    int column();

    /** A single value; {@code plain} if it had no quotes and was no block, so that it may be a number and such. */
    record Text(String text, boolean plain, int line, int column) implements YamlNode {}

    /** The items of a sequence. */
    record Items(List<YamlNode> list, int line, int column) implements YamlNode {}

    /** The entries of a mapping, also those whose key stands twice. */
    record Entries(List<Entry> list, int line, int column) implements YamlNode {}

    /** A key and its value. */
    record Entry(YamlNode key, YamlNode value) {}
}
