package dev.bailey.route;

import java.util.HashSet;
import java.util.Set;

/**
 * Names that were given, each once. Few as a rule: the first ones are compared one by one, which needs next to no memory, and
 * only more than those are hashed, so that no request makes it slow.
 */
final class SeenNames {
    private static final int FEW = 8;

    private final String[] few = new String[FEW];
    private Set<String> more = Set.of();
    private int count;

    /** Adds a name; false when it was there before. */
    boolean add(String name) {
        int listed = Math.min(count, FEW);
        for (int i = 0; i < listed; i++) {
            if (few[i].equals(name)) {
                return false;
            }
        }
        if (count < FEW) {
            few[count] = name;
        } else if (!hashed().add(name)) {
            return false;
        }
        count++;
        return true;
    }

    private Set<String> hashed() {
        if (count == FEW) {
            more = new HashSet<>();
        }
        return more;
    }

    int size() {
        return count;
    }
}
