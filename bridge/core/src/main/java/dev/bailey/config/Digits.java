package dev.bailey.config;

/** ASCII digits, without a regular expression. */
final class Digits {
    private Digits() {}

    /** Whether {@code text} from {@code start} to {@code end} is one digit or more and nothing else. */
    static boolean only(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return start < end;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
