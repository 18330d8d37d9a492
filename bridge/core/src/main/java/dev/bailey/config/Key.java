package dev.bailey.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A key of the file, once for all who ask: the reader, "did you mean", the schema.
 *
 * @param fallback the default; empty where there is none or where it depends on other keys
 * @param about for the person who edits the file
 */
record Key<T>(String name, Shape<T> shape, Optional<T> fallback, String about) {
    static <T> Key<T> of(String name, Shape<T> shape, T fallback, String about) {
        return new Key<>(name, shape, Optional.of(fallback), about);
    }

    static <T> Key<T> of(String name, Shape<T> shape, String about) {
        return new Key<>(name, shape, Optional.empty(), about);
    }

    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", about);
        schema.putAll(shape.schema());
        // the default of a section is that of its keys
        if (!schema.containsKey("properties")) {
            fallback.ifPresent(value -> schema.put("default", Tree.of(value)));
        }
        return schema;
    }
}
