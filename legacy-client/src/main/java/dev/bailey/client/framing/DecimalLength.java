package dev.bailey.client.framing;

/** A length that comes digit by digit. */
final class DecimalLength {
    // more than any length has; what pads a number to a fixed width stays below it
    static final int MAX_DIGITS = 32;

    private long value;
    private int digits;

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Takes one more digit. A number too big for a long stays at the biggest long, which is over every limit. */
    void add(byte digit) {
        digits++;
        value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + (digit - '0');
    }

    long value() {
        return value;
    }

    int digits() {
        return digits;
    }

    void clear() {
        value = 0;
        digits = 0;
    }
}
