package dev.bailey.route;

import dev.bailey.config.PathTemplate;
import dev.bailey.route.EndpointTable.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Path templates in a radix tree over characters. Looking up costs as much as the path is long, however many templates there
 * are. A literal beats a variable after a longer prefix, which beats one after a shorter, which beats a bare variable: at every
 * character the literal continuation is tried first. Each node is tried at most once, so no path makes it slow.
 */
final class RadixTree<T> {
    private final Node<T> root = new Node<>("");

    /** Adds a template; one of the same shape must not be there yet. */
    void add(PathTemplate template, T target) {
        Node<T> node = root;
        StringBuilder literal = new StringBuilder("/");
        boolean first = true;
        for (PathTemplate.Segment segment : template.segments()) {
            literal.append(first ? "" : "/");
            first = false;
            if (segment instanceof PathTemplate.Literal text) {
                literal.append(text.text());
                continue;
            }
            literal.append(segment instanceof PathTemplate.Prefixed prefixed ? prefixed.prefix() : "");
            node = node.literal(literal.toString()).variable();
            literal.setLength(0);
        }
        node = node.literal(literal.toString());
        if (node.target != null) {
            throw new IllegalStateException("the endpoint " + template + " is there already");
        }
        node.target = target;
    }

    /**
     * The best match for the first {@code end} characters, a raw path that {@link dev.bailey.http.HttpChecks} has passed; null if
     * there is none.
     */
    @Nullable
    Found<T> find(String path, int end) {
        return root.find(path, end, 0, 0);
    }

    private static final class Node<T> {
        private String label;
        private char[] firsts = new char[0];
        private List<Node<T>> children = new ArrayList<>(0);
        private @Nullable Node<T> variable;
        private @Nullable T target;

        Node(String label) {
            this.label = label;
        }

        /** The node after {@code text}, made where it is missing. */
        Node<T> literal(String text) {
            if (text.isEmpty()) {
                return this;
            }
            int index = Arrays.binarySearch(firsts, text.charAt(0));
            if (index < 0) {
                return insert(-index - 1, new Node<>(text));
            }
            Node<T> child = children.get(index);
            int common = commonPrefix(child.label, text);
            if (common < child.label.length()) {
                child.split(common);
            }
            return child.literal(text.substring(common));
        }

        private Node<T> insert(int index, Node<T> child) {
            char[] grown = new char[firsts.length + 1];
            System.arraycopy(firsts, 0, grown, 0, index);
            grown[index] = child.label.charAt(0);
            System.arraycopy(firsts, index, grown, index + 1, firsts.length - index);
            firsts = grown;
            children.add(index, child);
            return child;
        }

        private void split(int at) {
            Node<T> rest = new Node<>(label.substring(at));
            rest.firsts = firsts;
            rest.children = children;
            rest.variable = variable;
            rest.target = target;
            label = label.substring(0, at);
            firsts = new char[] {rest.label.charAt(0)};
            children = new ArrayList<>(List.of(rest));
            variable = null;
            target = null;
        }

        Node<T> variable() {
            Node<T> node = variable;
            if (node == null) {
                node = new Node<>("");
                variable = node;
            }
            return node;
        }

        /** What {@code [at, end)} leads to from here; the values of {@code count} variables that came before are not filled in. */
        @Nullable
        Found<T> find(String path, int end, int at, int count) {
            if (at == end) {
                return target == null ? null : new Found<>(target, Arrays.asList(new String[count]));
            }
            int index = Arrays.binarySearch(firsts, path.charAt(at));
            if (index >= 0) {
                Node<T> child = children.get(index);
                if (path.startsWith(child.label, at)) {
                    Found<T> found = child.find(path, end, at + child.label.length(), count);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return variable == null ? null : findVariable(variable, path, end, at, count);
        }

        private static <T> @Nullable Found<T> findVariable(Node<T> after, String path, int end, int at, int count) {
            int slash = path.indexOf('/', at);
            int valueEnd = slash < 0 || slash > end ? end : slash;
            if (valueEnd == at) {
                return null;
            }
            Found<T> found = after.find(path, end, valueEnd, count + 1);
            if (found != null) {
                found.values().set(count, path.substring(at, valueEnd));
            }
            return found;
        }

        private static int commonPrefix(String a, String b) {
            int max = Math.min(a.length(), b.length());
            int i = 0;
            while (i < max && a.charAt(i) == b.charAt(i)) {
                i++;
            }
            return i;
        }
    }
}
