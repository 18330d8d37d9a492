package dev.bailey.config;

import java.util.List;
import java.util.Optional;

/**
 * Params as an array.
 *
 * @param names in this order
 * @param spread an array param whose elements follow them; written {@code "...name"}, last
 */
public record Positional(List<String> names, Optional<String> spread) {
    public Positional {
        names = List.copyOf(names);
    }

    /** Whether the param has a place. */
    public boolean has(String param) {
        return names.contains(param) || spread.filter(param::equals).isPresent();
    }
}
