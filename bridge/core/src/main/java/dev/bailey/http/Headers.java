package dev.bailey.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in their order; names compare without case (RFC 9110, section 5.1). Values are Latin-1: one char for each byte
 * that was on the wire. Hosts adapt their own headers to this without copying.
 */
public interface Headers {
    /** No header at all. */
    Headers NONE = of();

    /** The first value of that name. */
    @Nullable
    String first(String name);

    /** Every value of that name, in order; empty when there is none. */
    List<String> all(String name);

    /** The number of header fields. */
    int size();

    void forEach(BiConsumer<String, String> action);

    /** Fixed headers: name, value, name, value, and so on. */
    static Headers of(String... namesAndValues) {
        return new FixedHeaders(namesAndValues.clone());
    }

    /** Collects header fields. */
    final class Builder {
        private final List<String> namesAndValues = new ArrayList<>();

        public Builder add(String name, String value) {
            namesAndValues.add(name);
            namesAndValues.add(value);
            return this;
        }

        public Headers build() {
            return of(namesAndValues.toArray(new String[0]));
        }
    }
}
