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
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equalsIgnoreCase(name)) {
                return namesAndValues[i + 1];
            }
        }
        return null;
    }

    @Override
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        forEach((key, value) -> {
            if (key.equalsIgnoreCase(name)) {
                values.add(value);
            }
        });
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
