package dev.bailey.spring;

import dev.bailey.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The configuration's sections where they stand among the application's own properties, as text that Bailey's loader reads. */
final class InlineConfig {
    private static final String PREFIX = "bailey";
    private static final List<String> SECTIONS = List.of(
            "http", "admin", "rpc", "services", "routes", "defaults", "limits", "log", "drainDelay", "drainTimeout");

    private final Map<String, Object> sections;

    private InlineConfig(Map<String, Object> sections) {
        this.sections = sections;
    }

    static InlineConfig of(Environment environment) {
        Map<String, Object> all = Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of());
        Map<String, Object> sections = new LinkedHashMap<>(all);
        sections.keySet().retainAll(SECTIONS);
        return new InlineConfig(sections);
    }

    boolean isEmpty() {
        return !sections.containsKey("services") && !sections.containsKey("routes");
    }

    /** JSON, which is YAML too. */
    String text() {
        return text(sections);
    }

    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            return isList(map) ? list(map) : object(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(InlineConfig::text).collect(Collectors.joining(",", "[", "]"));
        }
        // numbers and booleans stay plain, so that a text as "2.0" is not taken for one nor one for a text
        return value instanceof Number || value instanceof Boolean
                ? value.toString()
                : Json.string(String.valueOf(value)).toString();
    }

    private static String object(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> Json.string(String.valueOf(entry.getKey())) + ":" + text(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Spring hands a list over as a map from its indexes. */
    private static boolean isList(Map<?, ?> map) {
        return !map.isEmpty()
                && IntStream.range(0, map.size()).allMatch(index -> map.containsKey(Integer.toString(index)));
    }

    private static String list(Map<?, ?> map) {
        Map<Integer, Object> ordered = new TreeMap<>();
        map.forEach((index, value) -> ordered.put(Integer.valueOf(String.valueOf(index)), value));
        return ordered.values().stream().map(InlineConfig::text).collect(Collectors.joining(",", "[", "]"));
    }
}
