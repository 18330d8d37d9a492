package dev.bailey.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** JSON Schema, as far as ours goes, over YAML nodes. */
final class SchemaCheck {
    private final Node schema;
    private final List<String> mismatches = new ArrayList<>();

    SchemaCheck(Node schema) {
        this.schema = schema;
    }

    List<String> mismatches(Node value) {
        SchemaCheck check = new SchemaCheck(schema);
        check.check(schema, value, "");
        return check.mismatches;
    }

    private boolean fits(Node inner, Node value) {
        SchemaCheck check = new SchemaCheck(inner);
        check.check(inner, value, "");
        return check.mismatches.isEmpty();
    }

    private void check(Node schemaNode, Node value, String path) {
        for (Map.Entry<String, Node> word : map(schemaNode).entrySet()) {
            if (!word(word.getKey(), word.getValue(), map(schemaNode), value, path)) {
                mismatches.add((path.isEmpty() ? "/" : path) + ": " + word.getKey());
            }
        }
    }

    private boolean word(String word, Node argument, Map<String, Node> all, Node value, String path) {
        return switch (word) {
            case "$schema", "$id", "title", "description", "default", "properties" -> true;
            case "type" ->
                (argument instanceof SequenceNode ? list(argument) : List.of(argument))
                        .stream().anyMatch(type -> isType(text(type), value));
            case "enum" ->
                list(argument).stream().anyMatch(choice -> text(choice).equals(textOrEmpty(value)));
            case "pattern" ->
                !isType("string", value)
                        || Pattern.compile(text(argument)).matcher(text(value)).find();
            case "minimum" ->
                !isType("integer", value) || Long.parseLong(text(value)) >= Long.parseLong(text(argument));
            case "maximum" ->
                !isType("integer", value) || Long.parseLong(text(value)) <= Long.parseLong(text(argument));
            case "anyOf" -> list(argument).stream().anyMatch(each -> fits(each, value));
            case "oneOf" ->
                list(argument).stream().filter(each -> fits(each, value)).count() == 1;
            case "items" -> items(argument, value, path);
            case "required" -> required(argument, value, path);
            case "additionalProperties" -> properties(argument, all, value, path);
            default -> throw new AssertionError("unknown word " + word);
        };
    }

    private boolean items(Node argument, Node value, String path) {
        if (value instanceof SequenceNode) {
            for (int i = 0; i < list(value).size(); i++) {
                check(argument, list(value).get(i), path + "/" + i);
            }
        }
        return true;
    }

    private boolean required(Node argument, Node value, String path) {
        for (Node name : list(argument)) {
            if (value instanceof MappingNode && !map(value).containsKey(text(name))) {
                mismatches.add((path.isEmpty() ? "/" : path) + ": lacks " + text(name));
            }
        }
        return true;
    }

    private boolean properties(Node others, Map<String, Node> all, Node value, String path) {
        if (!(value instanceof MappingNode)) {
            return true;
        }
        Map<String, Node> known =
                Optional.ofNullable(all.get("properties")).map(SchemaCheck::map).orElse(Map.of());
        map(value).forEach((name, child) -> {
            Node inner = known.getOrDefault(name, others);
            if (inner instanceof MappingNode) {
                check(inner, child, path + "/" + name);
            } else {
                mismatches.add(path + "/" + name + ": unknown");
            }
        });
        return true;
    }

    private static boolean isType(String type, Node value) {
        Scalar scalar = value instanceof ScalarNode node
                ? new Scalar(node.getValue(), !node.isPlain(), false, false)
                : new Scalar("", true, false, false);
        boolean bool = !scalar.quoted()
                && (scalar.text().equals("true") || scalar.text().equals("false"));
        boolean number = !scalar.quoted() && Numbers.isJson(scalar.text());
        return switch (type) {
            case "object" -> value instanceof MappingNode;
            case "array" -> value instanceof SequenceNode;
            case "null" -> value instanceof ScalarNode && scalar.isNull();
            case "boolean" -> bool;
            case "integer" -> number && scalar.text().matches("-?[0-9]+");
            case "string" -> value instanceof ScalarNode && !bool && !number && !scalar.isNull();
            default -> throw new AssertionError("unknown type " + type);
        };
    }

    /** Every key, by its path. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        walk(schema, "", (path, property) -> keys.add(path));
        return keys;
    }

    List<String> undescribed() {
        List<String> paths = new ArrayList<>();
        walk(schema, "", (path, property) -> {
            if (!map(property).containsKey("description")) {
                paths.add(path);
            }
        });
        return paths;
    }

    List<String> misfittingDefaults() {
        List<String> paths = new ArrayList<>();
        walk(schema, "", (path, property) -> {
            Node fallback = map(property).get("default");
            if (fallback != null && !fits(property, fallback)) {
                paths.add(path);
            }
        });
        return paths;
    }

    private interface Visit {
        void key(String path, Node property);
    }

    private static void walk(Node node, String path, Visit visit) {
        if (node instanceof SequenceNode) {
            list(node).forEach(each -> walk(each, path, visit));
        } else if (node instanceof MappingNode) {
            map(node).forEach((word, argument) -> {
                if (word.equals("properties")) {
                    map(argument).forEach((name, property) -> {
                        visit.key(path + "/" + name, property);
                        walk(property, path + "/" + name, visit);
                    });
                } else if (!word.equals("default")) {
                    walk(argument, path, visit);
                }
            });
        }
    }

    private static Map<String, Node> map(Node node) {
        Map<String, Node> map = new LinkedHashMap<>();
        ((MappingNode) node).getValue().forEach(entry -> map.put(text(entry.getKeyNode()), entry.getValueNode()));
        return map;
    }

    private static List<Node> list(Node node) {
        return ((SequenceNode) node).getValue();
    }

    private static String text(Node node) {
        return Objects.requireNonNull(((ScalarNode) node).getValue());
    }

    private static String textOrEmpty(Node node) {
        return node instanceof ScalarNode ? text(node) : "";
    }
}
