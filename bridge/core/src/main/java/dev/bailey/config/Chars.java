package dev.bailey.config;

/** Classes of ASCII characters. */
final class Chars {
    private Chars() {}

    static boolean isAlphanumeric(char c) {
        return Digits.isDigit(c) || isLetter(c);
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** RFC 3986, 3.3: {@code pchar} without percent-escapes. */
    static boolean isPchar(char c) {
        return isUnreserved(c) || "!$&'()*+,;=:@".indexOf(c) >= 0;
    }

    /** RFC 3986, 2.3. */
    static boolean isUnreserved(char c) {
        return isAlphanumeric(c) || "-._~".indexOf(c) >= 0;
    }

    /** RFC 9110, 5.6.2. */
    static boolean isTokenChar(char c) {
        return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
