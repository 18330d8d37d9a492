package dev.bailey.config;

import java.nio.charset.StandardCharsets;

/** Reads names of methods and families. */
final class MethodNames {
    private MethodNames() {}

    static MethodName parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a method has a name");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MethodName.MAX_BYTES || Chars.hasControl(text)) {
            throw new IllegalArgumentException(
                    "a method's name has at most " + MethodName.MAX_BYTES + " bytes and no control characters");
        }
        int open = text.indexOf('{');
        int close = text.indexOf('}');
        if (open < 0 && close < 0) {
            return new MethodName.Exact(text);
        }
        if (open < 0 || close != text.length() - 1) {
            throw new IllegalArgumentException("a family of methods is a prefix and one variable: legacy.{method}");
        }
        return family(text.substring(0, open), text.substring(open + 1, close));
    }

    private static MethodName.Family family(String prefix, String variable) {
        if (prefix.startsWith("rpc.")) {
            throw new IllegalArgumentException(
                    "methods of rpc.* are reserved: only a route that names one exactly reaches it");
        }
        return new MethodName.Family(prefix, Variables.checked(variable));
    }
}
