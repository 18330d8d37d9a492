package dev.bailey.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plain trees of maps, lists and scalars, on their way out as JSON or YAML. */
final class Tree {
    private Tree() {}

    /** A scalar whose text is already that of a JSON number, boolean or null. */
    record Literal(String text) {}

    /** Keys and values in turn. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** A value of a record, in the notation of the file. */
    static Object of(Object value) {
        if (value instanceof Word word) {
            return word.word();
        }
        if (value instanceof Duration duration) {
            return Durations.format(duration);
        }
        if (value instanceof FramingPair pair) {
            return framing(pair);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Tree::of).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> tree = new LinkedHashMap<>();
            map.forEach((key, item) -> tree.put(key.toString(), of(item)));
            return tree;
        }
        return value instanceof Integer || value instanceof Boolean ? new Literal(value.toString()) : value.toString();
    }

    private static Object framing(FramingPair pair) {
        boolean same = pair.read() == pair.write();
        return same ? of(pair.read()) : map("read", of(pair.read()), "write", of(pair.write()));
    }

    /** Adds an entry unless there is nothing to say. */
    static void putIfPresent(Map<String, Object> map, String key, Optional<?> value) {
        value.ifPresent(present -> map.put(key, of(present)));
    }
}
