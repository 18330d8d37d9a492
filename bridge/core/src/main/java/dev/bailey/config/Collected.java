package dev.bailey.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a list or a map may be. */
final class Collected {
    private Collected() {}

    /** A list; with {@code single}, also one item that is no list. */
    private record Listed<T>(Shape<T> item, boolean single) implements Shape<List<T>> {
        @Override
        public Optional<List<T>> read(Value value) {
            if (single && !value.isList()) {
                return item.read(value).map(List::of);
            }
            if (value.isNull()) {
                // all its lines may be commented out
                return Optional.of(List.of());
            }
            List<T> items = new ArrayList<>();
            for (Value each : value.items("a list")) {
                item.read(each).ifPresent(items::add);
            }
            return Optional.of(items);
        }

        @Override
        public Map<String, Object> schema() {
            Map<String, Object> list = Tree.map("type", List.of("array", "null"), "items", item.schema());
            return single ? Shapes.anyOf(item.schema(), list) : list;
        }
    }

    private record Mapped<T>(Shape<T> item) implements Shape<Map<String, T>> {
        @Override
        public Optional<Map<String, T>> read(Value value) {
            Map<String, T> items = new LinkedHashMap<>();
            if (!value.isNull()) {
                value.entries("a map").forEach((key, each) -> item.read(each).ifPresent(read -> items.put(key, read)));
            }
            return Optional.of(items);
        }

        @Override
        public Map<String, Object> schema() {
            return Tree.map("type", List.of("object", "null"), "additionalProperties", item.schema());
        }
    }

    private record Sectioned<T>(Section section, Function<Fields, Optional<T>> reader) implements Shape<T> {
        @Override
        public Optional<T> read(Value value) {
            return reader.apply(Fields.of(value, section));
        }

        @Override
        public Map<String, Object> schema() {
            return section.schema();
        }
    }

    static <T> Shape<List<T>> listOf(Shape<T> item) {
        return new Listed<>(item, false);
    }

    static <T> Shape<List<T>> oneOrMore(Shape<T> item) {
        return new Listed<>(item, true);
    }

    static <T> Shape<Map<String, T>> mapOf(Shape<T> item) {
        return new Mapped<>(item);
    }

    static <T> Shape<T> section(Section section, Function<Fields, Optional<T>> reader) {
        return new Sectioned<>(section, reader);
    }
}
