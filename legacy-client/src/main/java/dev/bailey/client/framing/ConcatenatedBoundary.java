package dev.bailey.client.framing;

/**
 * Objects and arrays one after the other, with nothing or blanks between them, each ending with its last bracket.
 *
 * <p>Only boundaries are found here: brackets are counted, not matched by kind, and what stands between them is not
 * looked at, for whoever reads the frame checks it in full.
 */
final class ConcatenatedBoundary extends Boundary {
    // '{' and '[' differ in this bit alone, and so do '}' and ']'
    private static final int CURLY = 0x20;

    private long depth;
    private boolean inString;
    private boolean escaped;

    @Override
    int find(byte[] bytes, int from, int to) throws FramingException {
        int start = depth > 0 ? from : skipBlanks(bytes, from, to);
        if (start == to) {
            return to;
        }
        if (depth == 0 && (bytes[start] | CURLY) != '{') {
            throw malformed("expected '{' or '['", bytes, start);
        }
        int at = start;
        do {
            at = inString ? string(bytes, at, to) : structure(bytes, at, to);
        } while (at < to && depth > 0);
        payload(start, at);
        if (depth == 0) {
            end();
        }
        return at;
    }

    /** Passes over what is outside of strings, up to the start of one or the end of the frame. */
    private int structure(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            byte b = bytes[at++];
            if (b == '"') {
                inString = true;
                return at;
            }
            if ((b | CURLY) == '{') {
                depth++;
            } else if ((b | CURLY) == '}' && --depth == 0) {
                return at;
            }
        }
        return at;
    }

    /** Passes over what is inside of a string, its closing quote too. */
    private int string(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            byte b = bytes[at++];
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                inString = false;
                return at;
            }
        }
        return at;
    }

    @Override
    public boolean midFrame() {
        return depth > 0;
    }
}
