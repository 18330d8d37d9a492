package dev.bailey.config;

import dev.bailey.config.PathTemplate.Literal;
import dev.bailey.config.PathTemplate.Prefixed;
import dev.bailey.config.PathTemplate.Segment;
import dev.bailey.config.PathTemplate.Variable;

/** Reads one segment of a path template and refuses whatever could make an unsafe target. */
final class PathSegments {
    private PathSegments() {}

    static Segment parse(String text, boolean last) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    last ? "a path does not end with '/'" : "a path has no empty segments ('//')");
        }
        int brace = text.indexOf('{');
        if (brace < 0) {
            checkLiteral(text);
            return new Literal(text);
        }
        if (text.indexOf('}') != text.length() - 1) {
            throw new IllegalArgumentException(
                    "in '" + text + "' a variable must end its segment: {name} or prefix{name}");
        }
        String variable = Variables.checked(text.substring(brace + 1, text.length() - 1));
        if (brace == 0) {
            return new Variable(variable);
        }
        String prefix = text.substring(0, brace);
        checkLiteral(prefix);
        return new Prefixed(prefix, variable);
    }

    private static void checkLiteral(String text) {
        // as a prefix "." would make ".." of the value "."
        if (text.equals("*") || text.equals("**")) {
            throw new IllegalArgumentException("a path has no wildcards; a variable {name} is one segment");
        }
        if (text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("a path has no '.' or '..' segments");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                checkEscape(text, i);
                i += 2;
            } else if (!Chars.isPchar(c)) {
                throw new IllegalArgumentException(refusal(c));
            }
        }
    }

    private static String refusal(char c) {
        if (c == '?' || c == '#') {
            return "a path has no query or fragment";
        }
        if (c == '}') {
            return "'}' without '{' in the path";
        }
        if (c == '\\') {
            return "a path has no backslashes";
        }
        boolean visible = c > ' ' && !Character.isISOControl(c) && !Character.isSurrogate(c);
        String what = visible ? "'" + c + "'" : c == ' ' ? "a space" : "such a character";
        return what + " cannot stand in a path; percent-encode it";
    }

    /** One spelling for one path: escapes that need not be, or that hide a separator, are refused. */
    private static void checkEscape(String text, int at) {
        int high = at + 1 < text.length() ? hex(text.charAt(at + 1)) : -1;
        int low = at + 2 < text.length() ? hex(text.charAt(at + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("a '%' in a path needs two hex digits, in capitals");
        }
        char c = (char) ((high << 4) | low);
        if (c < ' ' || c == 127 || c == '/' || c == '\\') {
            throw new IllegalArgumentException("a path has no escaped slashes or control characters");
        }
        if (Chars.isPchar(c)) {
            throw new IllegalArgumentException("'" + c + "' in a path is written plainly, not percent-encoded");
        }
    }

    private static int hex(char c) {
        if (Digits.isDigit(c)) {
            return c - '0';
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
