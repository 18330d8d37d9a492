package dev.bailey.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code "*"}, the name of a param, or nothing at all. */
final class BodyShape implements Shape<BodyMapping> {
    @Override
    public Optional<BodyMapping> read(Value value) {
        return value.scalarOrNull("\"*\", a param, or \"\" for no body").map(BodyShape::of);
    }

    private static BodyMapping of(Scalar scalar) {
        if (scalar.isNull() || scalar.text().isEmpty()) {
            return new BodyMapping.None();
        }
        return scalar.text().equals("*") ? new BodyMapping.Whole() : new BodyMapping.Param(scalar.text());
    }

    @Override
    public Map<String, Object> schema() {
        return Tree.map("type", List.of("string", "null"));
    }
}
