package dev.bailey.config;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Writes JSON that is YAML too. */
final class JsonText {
    private JsonText() {}

    /** A string in its quotes; what cannot stand in YAML as it is goes out as an escape. */
    static void appendString(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (isPlain(c)) {
                json.appendCodePoint(c);
            } else {
                appendEscape(c, json);
            }
            i += Character.charCount(c);
        }
        json.append('"');
    }

    private static boolean isPlain(int c) {
        boolean lineEnd = c == '\n' || c == '\r' || c == '\t' || c == 0x85 || c == 0x2028 || c == 0x2029;
        return !lineEnd && c != 0xFEFF && StreamReader.isPrintable(c);
    }

    private static void appendEscape(int c, StringBuilder json) {
        switch (c) {
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> json.append("\\u").append(String.format("%04x", c));
        }
    }

    /** A tree, indented by two. */
    static String pretty(Object tree) {
        StringBuilder json = new StringBuilder();
        append(tree, "\n", json);
        return json.append('\n').toString();
    }

    private static void append(Object tree, String indent, StringBuilder json) {
        if (tree instanceof Map<?, ?> map) {
            appendMap(map, indent, json);
        } else if (tree instanceof List<?> list) {
            appendList(list, indent, json);
        } else if (tree instanceof Tree.Literal literal) {
            json.append(literal.text());
        } else {
            appendString(tree.toString(), json);
        }
    }

    private static void appendMap(Map<?, ?> map, String indent, StringBuilder json) {
        String separator = indent + "  ";
        json.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator);
            appendString(entry.getKey().toString(), json);
            json.append(": ");
            append(entry.getValue(), indent + "  ", json);
            separator = "," + indent + "  ";
        }
        json.append(map.isEmpty() ? "}" : indent + "}");
    }

    private static void appendList(List<?> list, String indent, StringBuilder json) {
        String separator = indent + "  ";
        json.append('[');
        for (Object item : list) {
            json.append(separator);
            append(item, indent + "  ", json);
            separator = "," + indent + "  ";
        }
        json.append(list.isEmpty() ? "]" : indent + "]");
    }
}
