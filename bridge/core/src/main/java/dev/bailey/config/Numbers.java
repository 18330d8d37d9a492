package dev.bailey.config;

/** Which plain scalars are numbers, without regular expressions. */
final class Numbers {
    private Numbers() {}

    /** RFC 8259, section 6. */
    static boolean isJson(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        boolean leadingZero = text.startsWith("0", at) && Digits.isDigit(charAt(text, at + 1));
        int point = text.indexOf('.');
        boolean bareFraction = point >= 0 && !(at < point && Digits.isDigit(charAt(text, point + 1)));
        return !text.startsWith("+") && !leadingZero && !bareFraction && isDecimal(text);
    }

    /** What other YAML readers take for a number (YAML 1.2, 10.3.2) though it is none in JSON. */
    static boolean isOnlyYaml(String text) {
        return !isJson(text) && (isDecimal(text) || isBased(text) || isNotFinite(text));
    }

    private static boolean isDecimal(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int point = digits(text, start);
        boolean hasPoint = charAt(text, point) == '.';
        int end = hasPoint ? digits(text, point + 1) : point;
        int digits = end - start - (hasPoint ? 1 : 0);
        return digits > 0 && (end == text.length() || isExponent(text, end));
    }

    private static boolean isExponent(String text, int at) {
        char sign = charAt(text, at + 1);
        int start = sign == '-' || sign == '+' ? at + 2 : at + 1;
        return (text.charAt(at) == 'e' || text.charAt(at) == 'E') && Digits.only(text, start, text.length());
    }

    private static boolean isBased(String text) {
        String rest = text.length() > 2 ? text.substring(2) : "x";
        if (text.startsWith("0o")) {
            return rest.chars().allMatch(c -> c >= '0' && c <= '7');
        }
        return text.startsWith("0x") && rest.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }

    private static boolean isNotFinite(String text) {
        String plain = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return switch (plain) {
            case ".inf", ".Inf", ".INF" -> true;
            case ".nan", ".NaN", ".NAN" -> plain.length() == text.length();
            default -> false;
        };
    }

    private static int digits(String text, int at) {
        int end = at;
        while (Digits.isDigit(charAt(text, end))) {
            end++;
        }
        return end;
    }

    private static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
