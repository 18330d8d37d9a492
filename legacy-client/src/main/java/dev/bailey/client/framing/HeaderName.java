package dev.bailey.client.framing;

/** A header's name as it comes byte by byte: whether it may be one, and whether it is the one looked for. */
final class HeaderName {
    private static final String MARKS = "!#$%&'*+-.^_`|~";

    private final String wanted;
    private int length;
    private boolean same = true;

    /** Looks for a name of letters and hyphens, given in lower case; case does not matter in what comes. */
    HeaderName(String wanted) {
        this.wanted = wanted;
    }

    /** Takes one more byte; false if no name can hold it (a token of RFC 9110, section 5.6.2). */
    boolean add(byte b) {
        same = same && length < wanted.length() && (b | 0x20) == wanted.charAt(length);
        length++;
        return isLetter(b) || DecimalLength.isDigit(b) || MARKS.indexOf(b) >= 0;
    }

    private static boolean isLetter(byte b) {
        return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }

    boolean begun() {
        return length > 0;
    }

    boolean matches() {
        return same && length == wanted.length();
    }

    void clear() {
        length = 0;
        same = true;
    }
}
