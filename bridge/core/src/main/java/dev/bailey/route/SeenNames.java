package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import java.util.HashSet;
import java.util.Set;

/**
 * Names that were given, each once. Few as a rule: the first ones are compared one by one, which needs next to no memory, and
 * only more than those are hashed, so that no request makes it slow.
 */
final class SeenNames {
    /** Each costs many times the bytes of a short name. */
    static final int MOST = 16 * 1024;

    private static final int FEW = 8;

    private final String[] few = new String[FEW];
    private Set<String> more = Set.of();
    private int count;

    /**
     * Adds a name; false when it was there before.
     *
     * @throws FailureException if there are too many
     */
    boolean add(String name) {
        checkRoom(count);
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

    /**
     * Whether there may be another name beside so many.
     *
     * @throws FailureException if not
     */
    static void checkRoom(int names) {
        if (names == MOST) {
            throw new FailureException(FailureKind.INVALID_PARAMS.because("there are more than " + MOST + " params"));
        }
    }

    int size() {
        return count;
    }
}
