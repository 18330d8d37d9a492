package dev.bailey.route;

import dev.bailey.config.MethodName;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the route of a JSON-RPC method: the exact name, else the family with the longest prefix. */
public final class MethodTable<T> {
    private static final String RESERVED = "rpc.";

    private final Map<String, T> exact = new HashMap<>();
    private final TreeMap<String, T> families = new TreeMap<>();

    /** Adds a route; its name must be new. */
    public void add(MethodName name, T target) {
        T before = name instanceof MethodName.Family family
                ? families.put(family.prefix(), target)
                : exact.put(name.toString(), target);
        if (before != null) {
            throw new IllegalStateException("the method " + name + " is there already");
        }
    }

    /** The route for a method, null if there is none. Reserved methods ({@code rpc.*}) are in no family. */
    public @Nullable T find(String method) {
        T target = exact.get(method);
        return target != null || isReserved(method) ? target : findFamily(method);
    }

    /** Whether a method is one of the protocol's own (JSON-RPC 2.0, section 8). */
    static boolean isReserved(String method) {
        return method.startsWith(RESERVED);
    }

    private @Nullable T findFamily(String method) {
        // Every prefix of the method sorts before it; the longest sorts last among them.
        Map.Entry<String, T> entry = families.lowerEntry(method);
        while (entry != null && !method.startsWith(entry.getKey())) {
            entry = families.floorEntry(commonPrefix(method, entry.getKey()));
        }
        return entry == null ? null : entry.getValue();
    }

    private static String commonPrefix(String method, String key) {
        int i = 0;
        while (i < Math.min(method.length(), key.length()) && method.charAt(i) == key.charAt(i)) {
            i++;
        }
        return method.substring(0, i);
    }
}
