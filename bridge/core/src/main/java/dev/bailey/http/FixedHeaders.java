package dev.bailey.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A handful of headers in one array; looked up by walking, which beats hashing for so few. */
final class FixedHeaders implements Headers {
    private final String[] namesAndValues;

    FixedHeaders(String[] namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a header name without a value: " + namesAndValues.length + " strings");
        }
        this.namesAndValues = namesAndValues;
    }

    @Override
    public @Nullable String first(String name) {
        int at = find(name, 0);
        return at < 0 ? null : namesAndValues[at + 1];
    }

    private int find(String name, int from) {
        for (int i = from; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public List<String> all(String name) {
        int at = find(name, 0);
        if (at < 0) {
            return List.of();
        }
        if (find(name, at + 2) < 0) {
            return List.of(namesAndValues[at + 1]);
        }
        List<String> values = new ArrayList<>();
        for (; at >= 0; at = find(name, at + 2)) {
            values.add(namesAndValues[at + 1]);
        }
        return values;
    }

    @Override
    public int size() {
        return namesAndValues.length / 2;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            action.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }
}
