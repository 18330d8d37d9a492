package dev.bailey.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether no two edges listen at one place. */
final class ListenChecks {
    private static final Set<String> ANY_HOST = Set.of("0.0.0.0", "::");

    /** Address to the line it stands in; 0 for a default. */
    private final Map<ListenAddress, Integer> taken = new LinkedHashMap<>();

    void check(ListenAddress address, Value at, boolean given) {
        for (Map.Entry<ListenAddress, Integer> other : taken.entrySet()) {
            if (clash(address, other.getKey())) {
                at.problem(address + " is taken already by " + other.getKey()
                        + (other.getValue() == 0 ? ", a default" : " in line " + other.getValue()));
                return;
            }
        }
        taken.put(address, given ? at.valueLine() : 0);
    }

    private static boolean clash(ListenAddress one, ListenAddress other) {
        if (one instanceof ListenAddress.Tcp a && other instanceof ListenAddress.Tcp b) {
            return a.port() == b.port() && a.port() != 0 && (sameHost(a, b) || isAny(a) || isAny(b));
        }
        return one.equals(other);
    }

    private static boolean sameHost(ListenAddress.Tcp a, ListenAddress.Tcp b) {
        return a.host().toLowerCase(Locale.ROOT).equals(b.host().toLowerCase(Locale.ROOT));
    }

    private static boolean isAny(ListenAddress.Tcp address) {
        return ANY_HOST.contains(address.host());
    }
}
