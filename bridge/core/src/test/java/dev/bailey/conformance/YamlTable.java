package dev.bailey.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** A part of a table: keys and what is there. Every scalar is a string, whatever it looks like. */
final class YamlTable {
    private final String file;
    private final Map<?, ?> node;

    private YamlTable(String file, Map<?, ?> node) {
        this.file = file;
        this.node = node;
    }

    static YamlTable load(String file) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setLabel(file)
                .build();
        return new YamlTable(
                file, (Map<?, ?>) Objects.requireNonNull(new Load(settings).loadFromString(resource(file)), file));
    }

    static String resource(String file) {
        try (InputStream in = Objects.requireNonNull(YamlTable.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases, which have these keys and no others. */
    List<YamlTable> cases(Set<String> keys) {
        return ((List<?>) Objects.requireNonNull(node.get("cases"), file))
                .stream()
                        .map(each -> new YamlTable(file, (Map<?, ?>) each).only(keys))
                        .toList();
    }

    private YamlTable only(Set<String> keys) {
        if (!keys.containsAll(node.keySet())) {
            throw new IllegalStateException(file + ": a case has a key that is none: " + node.keySet());
        }
        return this;
    }

    boolean has(String key) {
        return node.containsKey(key);
    }

    String text(String key) {
        if (node.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalStateException(file + ": '" + key + "' is missing: " + node);
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** One char a byte, escapes read. */
    String wire(String key) {
        return EscapedBytes.wire(text(key));
    }

    byte[] bytes(String key) {
        return FacadeCase.bytes(wire(key));
    }

    /** A list of texts; one text is a list of one. */
    List<String> texts(String key) {
        @Nullable Object value = node.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String.class::cast).toList();
        }
        return value == null ? List.of() : List.of((String) value);
    }

    Map<String, String> map(String key) {
        Map<String, String> texts = new HashMap<>();
        if (node.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> texts.put((String) name, (String) value));
        }
        return texts;
    }
}
