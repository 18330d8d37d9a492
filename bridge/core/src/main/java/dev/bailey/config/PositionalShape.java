package dev.bailey.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A list of params, of which the last may be {@code "...name"}. */
final class PositionalShape implements Shape<Positional> {
    private static final String SPREAD = "...";
    private static final Shape<String> PARAM = Shapes.text("a param");

    @Override
    public Optional<Positional> read(Value value) {
        List<String> names = new ArrayList<>();
        Optional<String> spread = Optional.empty();
        Set<String> seen = new HashSet<>();
        for (Value item : value.items("a list of params")) {
            String text = PARAM.read(item).orElse("");
            boolean spreads = text.startsWith(SPREAD);
            String name = spreads ? text.substring(SPREAD.length()) : text;
            if (spread.isPresent()) {
                item.problem("nothing can follow '" + SPREAD + spread.get() + "'");
            } else if (spreads && name.isEmpty()) {
                item.problem("'...' lacks the name of a param");
            } else if (!seen.add(name)) {
                item.problem("'" + name + "' stands twice");
            } else if (spreads) {
                spread = Optional.of(name);
            } else {
                names.add(name);
            }
        }
        return value.isList() ? Optional.of(new Positional(names, spread)) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema() {
        return Tree.map("type", "array", "items", Tree.map("type", "string"));
    }
}
