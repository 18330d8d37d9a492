package dev.bailey.config;

/**
 * Lets <code>{id}</code> and <code>${NAME}</code> stand unquoted in flow lists and maps, as in
 * <code>[GET /ads/{id}]</code>. YAML ends plain text at a brace there and then fails: right behind text, a brace
 * means nothing to it. So such braces are hidden from the parser behind characters of private use, one for one
 * (columns stay right), and come back in every scalar.
 */
final class Braces {
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';

    private Braces() {}

    /** The text with braces hidden; the very text when it has private characters of its own. */
    static String hide(String yaml) {
        if (yaml.indexOf(OPEN) >= 0 || yaml.indexOf(CLOSE) >= 0) {
            return yaml;
        }
        StringBuilder hidden = new StringBuilder(yaml);
        for (int open = yaml.indexOf('{', 1); open >= 0; open = yaml.indexOf('{', open + 1)) {
            int close = closing(yaml, open);
            if (close > open + 1) {
                hidden.setCharAt(open, OPEN);
                hidden.setCharAt(close, CLOSE);
            }
        }
        return hidden.toString();
    }

    /** Where the brace closes; -1 when it does not stand right behind text or holds more than a name. */
    private static int closing(String yaml, int open) {
        char before = yaml.charAt(open - 1);
        if (before <= ' ' || "[]{},:?\"'".indexOf(before) >= 0) {
            return -1;
        }
        int at = open + 1;
        while (at < yaml.length() && isInside(yaml.charAt(at), before == '$')) {
            at++;
        }
        return at < yaml.length() && yaml.charAt(at) == '}' ? at : -1;
    }

    private static boolean isInside(char c, boolean interpolation) {
        return Chars.isAlphanumeric(c)
                || "_-.".indexOf(c) >= 0
                || (interpolation && c >= ' ' && "{}[],\"'#".indexOf(c) < 0);
    }

    /** A text that was hidden, as it was. */
    static String show(String hidden) {
        return hidden.replace(OPEN, '{').replace(CLOSE, '}');
    }
}
