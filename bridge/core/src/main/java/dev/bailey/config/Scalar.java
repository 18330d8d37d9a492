package dev.bailey.config;

/**
 * A single value, after interpolation.
 *
 * @param quoted text for certain; a plain one may be a number, a boolean or null
 * @param interpolated made from pieces; in a flow map those need quotes, so quotes say nothing then
 * @param secret not to be shown
 */
record Scalar(String text, boolean quoted, boolean interpolated, boolean secret) {
    private static final int MAX_SHOWN = 80;

    /** Nothing after the colon, {@code ~} or {@code null} (YAML 1.2, 10.3.2). */
    boolean isNull() {
        return !quoted
                && switch (text) {
                    case "", "~", "null", "Null", "NULL" -> true;
                    default -> false;
                };
    }

    /** Whether it is certainly no number and no boolean. */
    boolean isText() {
        return quoted && !interpolated;
    }

    Scalar hidden() {
        return new Scalar(text, quoted, interpolated, true);
    }

    /** As a message may show it. */
    String shown() {
        if (secret) {
            return Secrets.MASK;
        }
        return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…") + "'";
    }
}
