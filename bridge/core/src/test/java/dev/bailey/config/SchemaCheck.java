package dev.bailey.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** JSON Schema, as far as ours goes, over YAML nodes. */
final class SchemaCheck {
    private final YamlNode schema;
    private final List<String> mismatches = new ArrayList<>();

    SchemaCheck(YamlNode schema) {
        this.schema = schema;
    }

    List<String> mismatches(YamlNode value) {
        SchemaCheck check = new SchemaCheck(schema);
        check.check(schema, value, "");
        return check.mismatches;
    }

    private boolean fits(YamlNode inner, YamlNode value) {
        SchemaCheck check = new SchemaCheck(inner);
        check.check(inner, value, "");
        return check.mismatches.isEmpty();
    }

    private void check(YamlNode schemaNode, YamlNode value, String path) {
        for (Map.Entry<String, YamlNode> word : map(schemaNode).entrySet()) {
            if (!word(word.getKey(), word.getValue(), map(schemaNode), value, path)) {
                mismatches.add((path.isEmpty() ? "/" : path) + ": " + word.getKey());
            }
        }
    }

    private boolean word(String word, YamlNode argument, Map<String, YamlNode> all, YamlNode value, String path) {
        return switch (word) {
            case "$schema", "$id", "title", "description", "default", "properties" -> true;
            case "type" ->
                (argument instanceof YamlNode.Items ? list(argument) : List.of(argument))
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

    private boolean items(YamlNode argument, YamlNode value, String path) {
        if (value instanceof YamlNode.Items) {
            for (int i = 0; i < list(value).size(); i++) {
                check(argument, list(value).get(i), path + "/" + i);
            }
        }
        return true;
    }

    private boolean required(YamlNode argument, YamlNode value, String path) {
        for (YamlNode name : list(argument)) {
            if (value instanceof YamlNode.Entries && !map(value).containsKey(text(name))) {
                mismatches.add((path.isEmpty() ? "/" : path) + ": lacks " + text(name));
            }
        }
        return true;
    }

    private boolean properties(YamlNode others, Map<String, YamlNode> all, YamlNode value, String path) {
        if (!(value instanceof YamlNode.Entries)) {
            return true;
        }
        Map<String, YamlNode> known =
                Optional.ofNullable(all.get("properties")).map(SchemaCheck::map).orElse(Map.of());
        map(value).forEach((name, child) -> {
            YamlNode inner = known.getOrDefault(name, others);
            if (inner instanceof YamlNode.Entries) {
                check(inner, child, path + "/" + name);
            } else {
                mismatches.add(path + "/" + name + ": unknown");
            }
        });
        return true;
    }

    private static boolean isType(String type, YamlNode value) {
        Scalar scalar = value instanceof YamlNode.Text node
                ? new Scalar(node.text(), !node.plain(), false, false)
                : new Scalar("", true, false, false);
        boolean bool = !scalar.quoted()
                && (scalar.text().equals("true") || scalar.text().equals("false"));
        boolean number = !scalar.quoted() && Numbers.isJson(scalar.text());
        return switch (type) {
            case "object" -> value instanceof YamlNode.Entries;
            case "array" -> value instanceof YamlNode.Items;
            case "null" -> value instanceof YamlNode.Text && scalar.isNull();
            case "boolean" -> bool;
            case "integer" -> number && scalar.text().matches("-?[0-9]+");
            case "string" -> value instanceof YamlNode.Text && !bool && !number && !scalar.isNull();
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
            YamlNode fallback = map(property).get("default");
            if (fallback != null && !fits(property, fallback)) {
                paths.add(path);
            }
        });
        return paths;
    }

    private interface Visit {
        void key(String path, YamlNode property);
    }

    private static void walk(YamlNode node, String path, Visit visit) {
        if (node instanceof YamlNode.Items) {
            list(node).forEach(each -> walk(each, path, visit));
        } else if (node instanceof YamlNode.Entries) {
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

    private static Map<String, YamlNode> map(YamlNode node) {
        Map<String, YamlNode> map = new LinkedHashMap<>();
        ((YamlNode.Entries) node).list().forEach(entry -> map.put(text(entry.key()), entry.value()));
        return map;
    }

    private static List<YamlNode> list(YamlNode node) {
        return ((YamlNode.Items) node).list();
    }

    private static String text(YamlNode node) {
        return ((YamlNode.Text) node).text();
    }

    private static String textOrEmpty(YamlNode node) {
        return node instanceof YamlNode.Text ? text(node) : "";
    }
}
