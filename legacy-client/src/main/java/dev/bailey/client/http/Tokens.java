package dev.bailey.client.http;

/** The characters of HTTP's grammar (RFC 9110, sections 5.5 and 5.6.2). */
final class Tokens {
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private Tokens() {}

    static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c < 0x7f && MARKS.indexOf(c) >= 0);
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isTokenChar((char) c));
    }

    /** Visible, obs-text, space or tab. */
    static boolean isValueChar(char c) {
        return c == '\t' || (c >= 0x20 && c != 0x7f && c <= 0xff);
    }

    static boolean isValue(String text) {
        return text.chars().allMatch(c -> isValueChar((char) c));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
