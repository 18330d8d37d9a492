package dev.bailey.http;

import dev.bailey.call.FailureKind;

/** The characters of a request target (RFC 3986, section 3). Bytes in messages are hexadecimal: nothing hostile is echoed. */
final class TargetChars {
    private static final int UNRESERVED_OR_SUB_DELIM = 1;
    private static final int PATH = 2;
    private static final int QUERY = 4;
    private static final byte[] CLASSES = classes();

    private TargetChars() {}

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = 0x21; c < 0x7f; c++) {
            // Browsers send quotes, brackets and bars in queries as they are; only '#' can never be part of one.
            classes[c] = (byte) (c == '#' ? 0 : QUERY);
        }
        for (char c = 'a'; c <= 'z'; c++) {
            classes[c] = UNRESERVED_OR_SUB_DELIM | PATH | QUERY;
            classes[c - 'a' + 'A'] = classes[c];
        }
        for (char c = '0'; c <= '9'; c++) {
            classes[c] = UNRESERVED_OR_SUB_DELIM | PATH | QUERY;
        }
        for (char c : "-._~!$&'()*+,;=".toCharArray()) {
            classes[c] = UNRESERVED_OR_SUB_DELIM | PATH | QUERY;
        }
        for (char c : ":@/%".toCharArray()) {
            classes[c] = PATH | QUERY;
        }
        return classes;
    }

    /** A character of a registered name, without escapes. */
    static boolean isNameChar(char c) {
        return c < 128 && (CLASSES[c] & UNRESERVED_OR_SUB_DELIM) != 0;
    }

    static void checkPath(String target, int end) {
        check(target, 0, end, PATH, "path");
        int start = 1;
        while (start <= end) {
            int slash = target.indexOf('/', start);
            int stop = slash < 0 || slash > end ? end : slash;
            checkSegment(target, start, stop, end);
            start = stop + 1;
        }
    }

    private static void checkSegment(String target, int start, int stop, int end) {
        if (start == stop && end > 1) {
            throw HttpChecks.failure(
                    FailureKind.INVALID_CALL,
                    stop == end ? "the path ends in a slash" : "the path has an empty segment at " + start);
        }
        if (isDots(target, start, stop)) {
            throw HttpChecks.failure(FailureKind.INVALID_CALL, "the path has a dot segment at " + start);
        }
    }

    /** Whether a segment is {@code .} or {@code ..}, escaped or not. */
    private static boolean isDots(String target, int start, int stop) {
        int dots = 0;
        int i = start;
        while (i < stop) {
            if (target.charAt(i) == '.') {
                i++;
            } else if (target.startsWith("%2e", i) || target.startsWith("%2E", i)) {
                i += 3;
            } else {
                return false;
            }
            dots++;
        }
        return dots == 1 || dots == 2;
    }

    static void checkQuery(String target, int from) {
        check(target, from, target.length(), QUERY, "query");
    }

    private static void check(String target, int from, int to, int allowed, String part) {
        for (int i = from; i < to; i++) {
            char c = target.charAt(i);
            if (c >= 128 || (CLASSES[c] & allowed) == 0) {
                throw HttpChecks.failure(
                        FailureKind.INVALID_CALL,
                        "the " + part + " has the character 0x" + Integer.toHexString(c) + " at " + i
                                + "; it must be percent-encoded");
            }
            if (c == '%' && !isEscape(target, i)) {
                throw HttpChecks.failure(FailureKind.INVALID_CALL, "the " + part + " has an invalid escape at " + i);
            }
        }
    }

    private static boolean isEscape(String target, int i) {
        return i + 2 < target.length()
                && Character.digit(target.charAt(i + 1), 16) >= 0
                && Character.digit(target.charAt(i + 2), 16) >= 0;
    }
}
