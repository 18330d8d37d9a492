package dev.bailey.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a tree as YAML in block style, with what is secret masked. */
final class YamlText {
    private static final String CONSTANTS = '/' + RouteSection.CONSTANTS.name() + '/';

    private final StringBuilder yaml = new StringBuilder();
    private final Set<String> secrets;

    YamlText(Set<String> secrets) {
        this.secrets = secrets;
    }

    String write(Map<String, Object> tree) {
        appendMap(tree, "", "");
        return yaml.toString();
    }

    private void appendMap(Map<?, ?> map, String path, String indent) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = entry.getKey().toString();
            // the first key of an item stands behind its dash
            yaml.append(first && afterDash() ? "" : indent);
            YamlScalar.appendKey(key, yaml);
            yaml.append(':');
            appendChild(entry.getValue(), path + '/' + key, key, indent);
            first = false;
        }
    }

    private boolean afterDash() {
        return yaml.length() > 0 && yaml.charAt(yaml.length() - 1) == ' ';
    }

    private void appendChild(Object tree, String path, String key, String indent) {
        if (isMasked(path, key)) {
            yaml.append(" \"").append(Secrets.MASK).append("\"\n");
        } else if (tree instanceof Map<?, ?> map && !map.isEmpty()) {
            yaml.append('\n');
            appendMap(map, path, indent + "  ");
        } else if (tree instanceof List<?> list && !list.isEmpty()) {
            yaml.append('\n');
            appendList(list, path, indent + "  ");
        } else {
            yaml.append(' ');
            appendLeaf(tree);
        }
    }

    private void appendList(List<?> list, String path, String indent) {
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            String itemPath = path + '/' + i;
            yaml.append(indent).append("- ");
            if (isMasked(itemPath, "")) {
                yaml.append('"').append(Secrets.MASK).append("\"\n");
            } else if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                appendMap(map, itemPath, indent + "  ");
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                yaml.setLength(yaml.length() - 1);
                yaml.append('\n');
                appendList(inner, itemPath, indent + "  ");
            } else {
                appendLeaf(item);
            }
        }
    }

    private void appendLeaf(Object leaf) {
        if (leaf instanceof Map<?, ?>) {
            yaml.append("{}");
        } else if (leaf instanceof List<?>) {
            yaml.append("[]");
        } else if (leaf instanceof Tree.Literal literal) {
            yaml.append(literal.text());
        } else {
            YamlScalar.append(leaf.toString(), yaml);
        }
        yaml.append('\n');
    }

    /** A single item may have stood in a list: {@code url} as {@code urls}, {@code listen} as a list. */
    private boolean isMasked(String path, String key) {
        boolean constant = path.startsWith("/routes/") && path.contains(CONSTANTS);
        return secrets.contains(path)
                || secrets.contains(path + "/0")
                || secrets.contains(path + "s/0")
                || (constant && Secrets.saidBy(key));
    }
}
