package dev.bailey.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether no two edges listen at one place. */
final class ListenChecks {
    private static final Set<String> ANY_HOST = Set.of("0.0.0.0", "::");

    private final List<Listener> listeners = new ArrayList<>();

    /** Who listens, where the file says so; {@code given} is false for a default. */
    private record Listener(ListenAddress address, Value at, boolean given) {
        @Override
        public String toString() {
            return given ? address + " in line " + at.valueLine() : "the default " + address;
        }
    }

    void check(ListenAddress address, Value at, boolean given) {
        Listener listener = new Listener(address, at, given);
        listeners.stream()
                .filter(other -> clash(address, other.address()))
                .findFirst()
                .ifPresentOrElse(other -> report(listener, other), () -> listeners.add(listener));
    }

    /** Where the file says so: at the default there is nothing to see. */
    private static void report(Listener listener, Listener other) {
        Listener guilty = listener.given() ? listener : other;
        guilty.at().problem(guilty.address() + " is taken by " + (listener.given() ? other : listener));
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
