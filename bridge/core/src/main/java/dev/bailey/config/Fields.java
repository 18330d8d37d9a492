package dev.bailey.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map of the file, read against its section. */
final class Fields {
    private final Value value;
    private final Map<String, Value> entries;

    private Fields(Value value, Map<String, Value> entries) {
        this.value = value;
        this.entries = entries;
    }

    /**
     * Reports unknown and missing keys. A section with nothing in it, as when all its lines are commented out,
     * is an empty one.
     */
    static Fields of(Value value, Section section) {
        Map<String, Value> entries = value.isNull() ? Map.of() : value.entries("a map");
        entries.forEach((name, entry) -> checkKnown(name, entry, section));
        if (value.isNull() || value.isMap()) {
            checkRequired(value, entries, section);
            checkOneOf(value, entries, section);
        }
        return new Fields(value, entries);
    }

    private static void checkRequired(Value value, Map<String, Value> entries, Section section) {
        for (Key<?> key : section.required()) {
            if (!entries.containsKey(key.name())) {
                value.problemAtKey("'" + key.name() + "' is missing: " + key.about());
            }
        }
    }

    private static void checkOneOf(Value value, Map<String, Value> entries, Section section) {
        List<String> names = section.oneOf().stream().map(Key::name).toList();
        List<String> given = names.stream().filter(entries::containsKey).toList();
        if (!names.isEmpty() && given.isEmpty()) {
            value.problemAtKey("'" + String.join("' or '", names) + "' is missing");
        } else if (given.size() > 1) {
            value.child(given.get(1)).problemWithKey("'" + String.join("' and '", given) + "' exclude each other");
        }
    }

    private static void checkKnown(String name, Value entry, Section section) {
        if (section.knows(name)) {
            return;
        }
        String near = Suggestion.among(section.names(), name);
        String hint = near.isEmpty() ? "; known here are " + String.join(", ", section.names()) : near;
        entry.problemWithKey(
                "unknown key '" + name + "'" + (name.equals("<<") ? " (YAML 1.2 has no merge keys)" : hint));
    }

    /** What the file says, else the default; empty without either, or once a problem was reported. */
    <T> Optional<T> get(Key<T> key) {
        Value entry = entries.get(key.name());
        Optional<T> read = entry == null ? Optional.empty() : key.shape().read(entry);
        return read.or(key::fallback);
    }

    /** What the file says, else the default, of a key that has one. */
    <T> T value(Key<T> key) {
        return get(key).orElseThrow();
    }

    boolean has(Key<?> key) {
        return entries.containsKey(key.name());
    }

    /** Where to report what is wrong with a key's value; the section itself when the file lacks the key. */
    Value at(Key<?> key) {
        return entries.getOrDefault(key.name(), value);
    }

    /** Where to report what is wrong with one entry of the map behind a key. */
    Value at(Key<?> key, String entry) {
        return at(key).child(entry);
    }

    Value at() {
        return value;
    }
}
