package dev.bailey.config;

/** Names of variables in path templates and method families. */
final class Variables {
    private Variables() {}

    /** Letters, digits, {@code _}, {@code -} and {@code .}, a letter or {@code _} first. */
    static String checked(String name) {
        boolean wellFormed = !name.isEmpty()
                && (Chars.isLetter(name.charAt(0)) || name.charAt(0) == '_')
                && name.chars().allMatch(c -> Chars.isAlphanumeric((char) c) || "_-.".indexOf(c) >= 0);
        if (!wellFormed) {
            throw new IllegalArgumentException(
                    "'{" + name + "}' is not a variable: letters, digits, '_', '-' and '.', a letter first");
        }
        return name;
    }
}
