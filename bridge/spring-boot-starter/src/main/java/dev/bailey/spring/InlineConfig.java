package dev.bailey.spring;

import dev.bailey.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The configuration's sections where they stand among the application's own properties, as text that Bailey's loader reads. */
final class InlineConfig {
    private static final String PREFIX = "bailey";
    static final List<String> SECTIONS = List.of(
            "http", "admin", "rpc", "services", "routes", "defaults", "limits", "log", "drainDelay", "drainTimeout");

    /** Of a route: params of the owner's, who says by quotes in YAML whether they are texts. */
    private static final String CONSTANTS = "constants";

    private static final Pattern PLAIN = Pattern.compile("true|false|0|-?[1-9]\\d{0,17}");

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

    /** Whether there is anything of it, wrong or right: a name that nobody knows is told rather than passed over. */
    static boolean isIn(Environment environment) {
        return !of(environment).sections.isEmpty() || !new InlineNames(environment).isEmpty();
    }

    /** JSON, which is YAML too. */
    String text() {
        return text(sections, false);
    }

    /** @param asGiven whether a text stays one whatever it looks like */
    private static String text(Object value, boolean asGiven) {
        if (value instanceof Map<?, ?> map) {
            return isList(map) ? list(map, asGiven) : object(map, asGiven);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> text(item, asGiven)).collect(Collectors.joining(",", "[", "]"));
        }
        // "2.0" is a version and no number; but what stands in a .properties file is text, true and 8 too
        String text = String.valueOf(value);
        boolean plain = value instanceof Number
                || value instanceof Boolean
                || (!asGiven && PLAIN.matcher(text).matches());
        return plain ? text : Json.string(text).toString();
    }

    private static String object(Map<?, ?> map, boolean asGiven) {
        return map.entrySet().stream()
                .map(entry -> {
                    String key = String.valueOf(entry.getKey());
                    return Json.string(key) + ":" + text(entry.getValue(), asGiven || key.equals(CONSTANTS));
                })
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Spring hands a list over as a map from its indexes. */
    private static boolean isList(Map<?, ?> map) {
        return !map.isEmpty()
                && IntStream.range(0, map.size()).allMatch(index -> map.containsKey(Integer.toString(index)));
    }

    private static String list(Map<?, ?> map, boolean asGiven) {
        Map<Integer, Object> ordered = new TreeMap<>();
        map.forEach((index, value) -> ordered.put(Integer.valueOf(String.valueOf(index)), value));
        return ordered.values().stream().map(item -> text(item, asGiven)).collect(Collectors.joining(",", "[", "]"));
    }
}
