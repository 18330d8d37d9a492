package dev.bailey.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What stands between the quotes of a well-formed string, with its escapes read. */
final class JsonText {
    private JsonText() {}

    /** Lone surrogate escapes become lone surrogates, so that different strings stay different. */
    static String decode(byte[] b, int from, int to) {
        int escape = nextEscape(b, from, to);
        if (escape == to) {
            return new String(b, from, to - from, UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (escape < to) {
            text.append(new String(b, at, escape - at, UTF_8)).append(unescape(b, escape));
            at = afterEscape(b, escape);
            escape = nextEscape(b, at, to);
        }
        return text.append(new String(b, at, to - at, UTF_8)).toString();
    }

    /** The index of the first surrogate escape that is not half of a pair, or {@code to}. */
    static int loneSurrogate(byte[] b, int from, int to) {
        int at = nextEscape(b, from, to);
        while (at < to) {
            char unit = unescape(b, at);
            int after = afterEscape(b, at);
            if (Character.isHighSurrogate(unit) && isLowEscape(b, after, to)) {
                after = afterEscape(b, after);
            } else if (Character.isSurrogate(unit)) {
                return at;
            }
            at = nextEscape(b, after, to);
        }
        return to;
    }

    /** Compares what is written as long as it stands for itself, and only then decodes. */
    static boolean same(byte[] b, int from, int to, String text) {
        int length = text.length();
        for (int at = from; at < to; at++) {
            byte c = b[at];
            if (c == '\\' || c < 0) {
                return decode(b, from, to).equals(text);
            }
            if (at - from >= length || c != text.charAt(at - from)) {
                return false;
            }
        }
        return to - from == length;
    }

    /** The same for text known to be ASCII. */
    static boolean same(byte[] b, int from, int to, byte[] ascii) {
        for (int at = from; at < to; at++) {
            byte c = b[at];
            if (c == '\\') {
                return decode(b, from, to).equals(new String(ascii, UTF_8));
            }
            if (at - from >= ascii.length || c != ascii[at - from]) {
                return false;
            }
        }
        return to - from == ascii.length;
    }

    private static int nextEscape(byte[] b, int from, int to) {
        int at = from;
        while (at < to && b[at] != '\\') {
            at++;
        }
        return at;
    }

    private static int afterEscape(byte[] b, int escape) {
        return escape + (b[escape + 1] == 'u' ? 6 : 2);
    }

    private static boolean isLowEscape(byte[] b, int at, int to) {
        return at < to && b[at] == '\\' && Character.isLowSurrogate(unescape(b, at));
    }

    private static char unescape(byte[] b, int escape) {
        byte c = b[escape + 1];
        switch (c) {
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                return (char) (hex(b[escape + 2]) << 12
                        | hex(b[escape + 3]) << 8
                        | hex(b[escape + 4]) << 4
                        | hex(b[escape + 5]));
            default:
                return (char) c;
        }
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
