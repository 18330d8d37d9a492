package dev.bailey.vertx;

/** The characters of HTTP's grammar (RFC 9110, section 5.6.2). */
final class Tokens {
    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 'a' + 'A'] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Tokens() {}

    static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    /** A character of a field value (section 5.5): visible, obs-text, space or tab. */
    static boolean isValue(byte b) {
        return b >= 0x20 ? b != 0x7f : b < 0 || b == '\t';
    }

    /** A character of a request target: anything visible; which ones a path may have is for core to say. */
    static boolean isTarget(byte b) {
        return b > 0x20 ? b != 0x7f : b < 0;
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    /** Whether the bytes are the word, which is in lower case, in any case. */
    static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (lower(bytes[i]) != lowerCase.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
