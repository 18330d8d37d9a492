package dev.bailey.config;

/** The JSON-RPC methods that a route stands for: one, or all that begin alike. */
public sealed interface MethodName {
    /** Longest name, in bytes of UTF-8 and with its braces. */
    int MAX_BYTES = 256;

    /** Equal for names that match the same methods, whatever the variable is called. */
    String shape();

    /** One method. */
    record Exact(String name) implements MethodName {
        @Override
        public String shape() {
            return name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Every method with this prefix and one character more at least; never one of {@code rpc.*}.
     *
     * @param variable a variable of the path, which carries the rest of the name; it is not a param
     */
    record Family(String prefix, String variable) implements MethodName {
        @Override
        public String shape() {
            return prefix + "{}";
        }

        @Override
        public String toString() {
            return prefix + '{' + variable + '}';
        }
    }

    /**
     * Reads {@code ads.get} or {@code legacy.{method}}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static MethodName parse(String text) {
        return MethodNames.parse(text);
    }
}
