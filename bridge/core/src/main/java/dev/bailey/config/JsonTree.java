package dev.bailey.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON text of a constant as a tree. JSON as {@link JsonText} writes it is YAML, so YAML's parser does. */
final class JsonTree {
    private JsonTree() {}

    static Object of(String json) {
        Problems problems = new Problems("constant");
        return Yaml.read(json, problems)
                .map(JsonTree::of)
                .orElseThrow(() -> new IllegalArgumentException("not JSON: " + json));
    }

    private static Object of(YamlNode node) {
        if (node instanceof YamlNode.Entries map) {
            Map<String, Object> tree = new LinkedHashMap<>();
            for (YamlNode.Entry entry : map.list()) {
                tree.put(((YamlNode.Text) entry.key()).text(), of(entry.value()));
            }
            return tree;
        }
        if (node instanceof YamlNode.Items items) {
            List<Object> tree = new ArrayList<>();
            items.list().forEach(item -> tree.add(of(item)));
            return tree;
        }
        YamlNode.Text scalar = (YamlNode.Text) node;
        return scalar.plain() ? new Tree.Literal(scalar.text()) : scalar.text();
    }
}
