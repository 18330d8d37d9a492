package dev.bailey.client.framing;

/**
 * Header lines, one of them {@code Content-Length} in bytes, an empty line, then the payload. Other headers are passed
 * over; lines may end in LF alone (RFC 9112, section 2.2); blank lines before a head are passed over too.
 *
 * @see <a href="https://microsoft.github.io/language-server-protocol/specifications/base/0.9/specification/">LSP base
 *     protocol</a>
 */
final class ContentLengthBoundary extends LengthFirstBoundary {
    static final int MAX_HEAD = 1024;
    static final int MAX_LINES = 16;

    private enum Place {
        LINE_START,
        NAME,
        OTHER_VALUE,
        BEFORE_DIGITS,
        DIGITS,
        AFTER_DIGITS,
        LINE_LF,
        LAST_LF
    }

    private final HeaderName name = new HeaderName("content-length");
    private final DecimalLength length = new DecimalLength();
    private Place place = Place.LINE_START;
    private int headBytes;
    private int lines;

    @Override
    int head(byte[] bytes, int from, int to) throws FramingException {
        int at = headBytes > 0 ? from : skipEmptyLines(bytes, from, to);
        while (at < to) {
            if (++headBytes > MAX_HEAD) {
                throw malformed("head of more than " + MAX_HEAD + " bytes", at);
            }
            boolean over = step(bytes, at++);
            if (over) {
                headBytes = 0;
                lines = 0;
                payloadBegins();
                return at;
            }
        }
        return at;
    }

    private static int skipEmptyLines(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isLineEnd(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Takes one byte of a head; true when it was the last. */
    private boolean step(byte[] bytes, int at) throws FramingException {
        switch (place) {
            case LINE_START -> {
                return lineStart(bytes, at);
            }
            case LAST_LF -> {
                lineFeed(bytes, at);
                return headEnds(at);
            }
            case LINE_LF -> {
                lineFeed(bytes, at);
                lineEnds(at);
            }
            case NAME -> nameByte(bytes, at);
            case OTHER_VALUE -> otherValue(bytes, at);
            case BEFORE_DIGITS, DIGITS, AFTER_DIGITS -> lengthValue(bytes, at);
        }
        return false;
    }

    private boolean lineStart(byte[] bytes, int at) throws FramingException {
        if (bytes[at] == '\n') {
            return headEnds(at);
        }
        if (bytes[at] == '\r') {
            place = Place.LAST_LF;
            return false;
        }
        name.clear();
        place = Place.NAME;
        nameByte(bytes, at);
        return false;
    }

    private void nameByte(byte[] bytes, int at) throws FramingException {
        if (bytes[at] == ':' && name.begun()) {
            place = name.matches() ? Place.BEFORE_DIGITS : Place.OTHER_VALUE;
        } else if (!name.add(bytes[at])) {
            throw malformed("expected a header name and ':'", bytes, at);
        }
    }

    private void otherValue(byte[] bytes, int at) throws FramingException {
        byte b = bytes[at];
        if (isLineEnd(b)) {
            valueEnds(b, at);
        } else if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7F) {
            throw malformed("expected a header value", bytes, at);
        }
    }

    private void lengthValue(byte[] bytes, int at) throws FramingException {
        byte b = bytes[at];
        if (DecimalLength.isDigit(b) && place != Place.AFTER_DIGITS) {
            digit(b, at);
        } else if (b == ' ' || b == '\t') {
            place = place == Place.BEFORE_DIGITS ? Place.BEFORE_DIGITS : Place.AFTER_DIGITS;
        } else if (isLineEnd(b) && place != Place.BEFORE_DIGITS) {
            lengthEnds(at);
            valueEnds(b, at);
        } else {
            throw malformed("expected a length in decimal", bytes, at);
        }
    }

    private void digit(byte digit, int at) throws FramingException {
        if (length.digits() == DecimalLength.MAX_DIGITS) {
            throw malformed("length of more than " + DecimalLength.MAX_DIGITS + " digits", at);
        }
        length.add(digit);
        place = Place.DIGITS;
    }

    private void lengthEnds(int at) throws FramingException {
        if (declared() >= 0 && declared() != length.value()) {
            throw malformed("a second Content-Length that differs", at);
        }
        declare(length.value());
        length.clear();
    }

    private void valueEnds(byte lineEnd, int at) throws FramingException {
        if (lineEnd == '\r') {
            place = Place.LINE_LF;
        } else {
            lineEnds(at);
        }
    }

    private void lineEnds(int at) throws FramingException {
        if (++lines > MAX_LINES) {
            throw malformed("head of more than " + MAX_LINES + " lines", at);
        }
        place = Place.LINE_START;
    }

    private boolean headEnds(int at) throws FramingException {
        if (declared() < 0) {
            throw malformed("head without Content-Length", at);
        }
        place = Place.LINE_START;
        return true;
    }

    private void lineFeed(byte[] bytes, int at) throws FramingException {
        if (bytes[at] != '\n') {
            throw malformed("expected LF behind CR", bytes, at);
        }
    }

    private static boolean isLineEnd(byte b) {
        return b == '\r' || b == '\n';
    }

    @Override
    int closing(byte[] bytes, int from, int to) {
        return from;
    }

    @Override
    boolean midHead() {
        return headBytes > 0;
    }
}
