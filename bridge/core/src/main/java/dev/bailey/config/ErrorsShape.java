package dev.bailey.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map from errors to statuses. Keys are text whatever YAML takes them for: {@code -1} and {@code "-1"} are one. */
final class ErrorsShape implements Shape<List<ErrorMapping>> {
    private static final Shape<Map<String, Integer>> MAP = Collected.mapOf(new StatusShape());

    @Override
    public Optional<List<ErrorMapping>> read(Value value) {
        return MAP.read(value).map(statuses -> statuses.entrySet().stream()
                .map(entry -> new ErrorMapping(entry.getKey(), entry.getValue()))
                .toList());
    }

    @Override
    public Map<String, Object> schema() {
        return MAP.schema();
    }
}
