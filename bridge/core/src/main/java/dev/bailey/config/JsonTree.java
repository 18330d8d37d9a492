package dev.bailey.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The JSON text of a constant as a tree. JSON as {@link JsonText} writes it is YAML, so YAML's parser does. */
final class JsonTree {
    private JsonTree() {}

    static Object of(String json) {
        Problems problems = new Problems("constant");
        return Yaml.compose(json, problems)
                .map(JsonTree::of)
                .orElseThrow(() -> new IllegalArgumentException("not JSON: " + json));
    }

    private static Object of(Node node) {
        if (node instanceof MappingNode map) {
            Map<String, Object> tree = new LinkedHashMap<>();
            for (NodeTuple entry : map.getValue()) {
                tree.put(((ScalarNode) entry.getKeyNode()).getValue(), of(entry.getValueNode()));
            }
            return tree;
        }
        if (node instanceof SequenceNode list) {
            List<Object> tree = new ArrayList<>();
            list.getValue().forEach(item -> tree.add(of(item)));
            return tree;
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.isPlain() ? new Tree.Literal(scalar.getValue()) : scalar.getValue();
    }
}
