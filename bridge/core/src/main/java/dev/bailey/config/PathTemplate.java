package dev.bailey.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path with variables: {@code /ads/{id}/notes/n-{note}}. A variable is a whole segment, or the rest of one
 * after a literal prefix. Literals are in their one canonical form, so that whatever strict percent-encoding
 * puts into the variables, the target is a strict RFC 3986 path.
 *
 * @param segments empty for the root {@code /}
 */
public record PathTemplate(List<Segment> segments) {
    /** What stands between two slashes. */
    public sealed interface Segment {}

    /**
     * A fixed segment.
     *
     * @param text as it goes over the wire: percent-escapes stay escaped
     */
    public record Literal(String text) implements Segment {
        @Override
        public String toString() {
            return text;
        }
    }

    /** The rest of a segment, one character at least, after a literal. */
    public record Prefixed(String prefix, String variable) implements Segment {
        @Override
        public String toString() {
            return prefix + '{' + variable + '}';
        }
    }

    /** A whole segment. */
    public record Variable(String name) implements Segment {
        @Override
        public String toString() {
            return '{' + name + '}';
        }
    }

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static PathTemplate parse(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with '/'");
        }
        List<Segment> segments = new ArrayList<>();
        int slash = path.equals("/") ? -1 : 0;
        while (slash >= 0) {
            int start = slash + 1;
            slash = path.indexOf('/', start);
            String text = slash < 0 ? path.substring(start) : path.substring(start, slash);
            segments.add(PathSegments.parse(text, slash < 0));
        }
        return distinct(new PathTemplate(segments));
    }

    private static PathTemplate distinct(PathTemplate template) {
        Set<String> seen = new HashSet<>();
        for (String variable : template.variables()) {
            if (!seen.add(variable)) {
                throw new IllegalArgumentException("the variable '" + variable + "' stands twice in the path");
            }
        }
        return template;
    }

    /** The names of the variables, from left to right. */
    public List<String> variables() {
        return segments.stream()
                .map(PathTemplate::variableOf)
                .filter(v -> !v.isEmpty())
                .toList();
    }

    private static String variableOf(Segment segment) {
        if (segment instanceof Variable variable) {
            return variable.name();
        }
        return segment instanceof Prefixed prefixed ? prefixed.variable() : "";
    }

    /** Equal for templates that match the same paths, whatever their variables are called. */
    public String shape() {
        return segments.stream()
                .map(segment -> {
                    if (segment instanceof Prefixed prefixed) {
                        return prefixed.prefix() + "{}";
                    }
                    return segment instanceof Variable ? "{}" : segment.toString();
                })
                .collect(Collectors.joining("/", "/", ""));
    }

    @Override
    public String toString() {
        return segments.stream().map(Segment::toString).collect(Collectors.joining("/", "/", ""));
    }
}
