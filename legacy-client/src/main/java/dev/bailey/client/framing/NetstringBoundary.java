package dev.bailey.client.framing;

/**
 * A netstring: the length in decimal without leading zeros, a colon, the payload, a comma.
 *
 * @see <a href="https://cr.yp.to/proto/netstrings.txt">netstrings</a>
 */
final class NetstringBoundary extends LengthFirstBoundary {
    private final DecimalLength length = new DecimalLength();

    @Override
    int head(byte[] bytes, int from, int to) throws FramingException {
        int at = from;
        while (at < to && DecimalLength.isDigit(bytes[at])) {
            digit(bytes[at], at);
            at++;
        }
        if (at == to) {
            return at;
        }
        if (bytes[at] != ':' || length.digits() == 0) {
            throw malformed(length.digits() == 0 ? "expected a length" : "expected a digit or ':'", bytes, at);
        }
        declare(length.value());
        length.clear();
        payloadBegins();
        return at + 1;
    }

    private void digit(byte digit, int at) throws FramingException {
        if (length.digits() == 1 && length.value() == 0) {
            throw malformed("length with a leading zero", at);
        }
        if (length.digits() == DecimalLength.MAX_DIGITS) {
            throw malformed("length of more than " + DecimalLength.MAX_DIGITS + " digits", at);
        }
        length.add(digit);
    }

    @Override
    int closing(byte[] bytes, int from, int to) throws FramingException {
        if (from == to) {
            return -1;
        }
        if (bytes[from] != ',') {
            throw malformed("expected ',' behind the payload", bytes, from);
        }
        return from + 1;
    }

    @Override
    boolean midHead() {
        return length.digits() > 0;
    }
}
