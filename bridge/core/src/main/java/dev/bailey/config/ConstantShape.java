package dev.bailey.config;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/** Any YAML as JSON text: numbers as they were written, members in their order. */
final class ConstantShape implements Shape<String> {
    private static final int MAX_CHARS = 64 << 10;
    private static final int MAX_DEPTH = 32;

    @Override
    public Optional<String> read(Value value) {
        StringBuilder json = new StringBuilder();
        boolean whole = append(value, json, 0);
        return whole ? Optional.of(json.toString()) : Optional.empty();
    }

    /** Whether all went well. Aliases can make a small file endless, hence both limits. */
    private static boolean append(Value value, StringBuilder json, int depth) {
        if (depth > MAX_DEPTH || json.length() > MAX_CHARS) {
            value.problem("a constant has at most " + MAX_CHARS + " characters and " + MAX_DEPTH + " levels");
            return false;
        }
        if (value.isMap()) {
            return appendMap(value.entries("a map").entrySet().iterator(), json, depth);
        }
        if (value.isList()) {
            return appendList(value.items("a list").iterator(), json, depth);
        }
        return value.scalarOrNull("a value")
                .filter(scalar -> appendScalar(scalar, value, json))
                .isPresent();
    }

    private static boolean appendMap(Iterator<Map.Entry<String, Value>> entries, StringBuilder json, int depth) {
        boolean whole = true;
        json.append('{');
        while (entries.hasNext() && whole) {
            Map.Entry<String, Value> entry = entries.next();
            JsonText.appendString(entry.getKey(), json);
            json.append(':');
            whole = append(entry.getValue(), json, depth + 1);
            json.append(entries.hasNext() ? "," : "");
        }
        json.append('}');
        return whole;
    }

    private static boolean appendList(Iterator<Value> items, StringBuilder json, int depth) {
        boolean whole = true;
        json.append('[');
        while (items.hasNext() && whole) {
            whole = append(items.next(), json, depth + 1);
            json.append(items.hasNext() ? "," : "");
        }
        json.append(']');
        return whole;
    }

    private static boolean appendScalar(Scalar scalar, Value value, StringBuilder json) {
        String text = scalar.text();
        if (scalar.quoted()) {
            JsonText.appendString(text, json);
        } else if (scalar.isNull()) {
            json.append("null");
        } else if (text.equals("true") || text.equals("false") || Numbers.isJson(text)) {
            json.append(text);
        } else if (Numbers.isOnlyYaml(text)) {
            value.problem(scalar.shown() + " is a number in YAML but not in JSON; write it as JSON does, or quote it");
            return false;
        } else {
            JsonText.appendString(text, json);
        }
        return true;
    }

    @Override
    public Map<String, Object> schema() {
        return Tree.map();
    }
}
