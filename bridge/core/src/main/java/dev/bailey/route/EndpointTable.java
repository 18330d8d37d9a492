package dev.bailey.route;

import dev.bailey.config.Endpoint;
import dev.bailey.config.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what an HTTP request is for. Immutable once it is filled; then used by every thread. */
public final class EndpointTable<T> {
    private final Map<String, RadixTree<T>> trees = new TreeMap<>();

    /**
     * What was found.
     *
     * @param values of the path variables, raw, from left to right
     */
    public record Found<T>(T target, List<String> values) {}

    /** Adds an endpoint; its shape must be new. */
    public void add(Endpoint endpoint, T target) {
        trees.computeIfAbsent(endpoint.verb().name(), verb -> new RadixTree<>()).add(endpoint.path(), target);
    }

    /** The route for a verb and a raw path, null if there is none. GET routes serve HEAD too (RFC 9110, section 9.3.2). */
    public @Nullable Found<T> find(String verb, String path) {
        return find(verb, path, path.length());
    }

    /** The same for a path that is the beginning of a target, which goes on with a question mark if it goes on. */
    @Nullable
    Found<T> find(String verb, String target, int pathLength) {
        RadixTree<T> tree = trees.get(verb);
        Found<T> found = tree == null ? null : tree.find(target, pathLength);
        return found == null && verb.equals(Verb.HEAD.name()) ? find(Verb.GET.name(), target, pathLength) : found;
    }

    /** The verbs that the path can be asked with, for {@code Allow}; empty if the path is unknown. */
    public List<String> verbs(String path) {
        List<String> verbs = new ArrayList<>();
        trees.forEach((verb, tree) -> {
            if (tree.find(path, path.length()) != null) {
                verbs.add(verb);
            }
        });
        if (verbs.contains(Verb.GET.name()) && !verbs.contains(Verb.HEAD.name())) {
            verbs.add(Verb.HEAD.name());
        }
        return verbs;
    }
}
