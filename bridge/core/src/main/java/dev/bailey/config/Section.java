package dev.bailey.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that a map of the file may have: the one table behind reader, "did you mean" and schema.
 *
 * @param about for the person who edits the file
 * @param required keys that must be there
 * @param oneOf keys of which exactly one must be there; none when empty
 */
record Section(String about, List<Key<?>> keys, List<Key<?>> required, List<Key<?>> oneOf) {
    static Section of(String about, Key<?>... keys) {
        return new Section(about, List.of(keys), List.of(), List.of());
    }

    Section requiring(Key<?>... all) {
        return new Section(about, keys, List.of(all), oneOf);
    }

    Section requiringOneOf(Key<?>... either) {
        return new Section(about, keys, required, List.of(either));
    }

    List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    boolean knows(String name) {
        for (Key<?> key : keys) {
            if (key.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        keys.forEach(key -> properties.put(key.name(), key.schema()));
        boolean mayBeEmpty = required.isEmpty() && oneOf.isEmpty();
        Map<String, Object> schema = Tree.map(
                "description",
                about,
                "type",
                mayBeEmpty ? List.of("object", "null") : "object",
                "additionalProperties",
                new Tree.Literal("false"),
                "properties",
                properties);
        if (!required.isEmpty()) {
            schema.put("required", required.stream().map(Key::name).toList());
        }
        if (!oneOf.isEmpty()) {
            schema.put(
                    "oneOf",
                    oneOf.stream()
                            .map(key -> Tree.map("required", List.of(key.name())))
                            .toList());
        }
        return schema;
    }
}
