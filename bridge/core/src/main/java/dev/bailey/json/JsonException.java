package dev.bailey.json;

/**
 * Bytes that are not the JSON they should be: malformed, truncated, or over a {@link JsonLimits limit}.
 *
 * <p>The message names what and where ({@code unexpected '}' at byte 12}) and repeats at most one printable ASCII
 * character of the input, so it can be shown to any caller. There is no stack trace: bad input is no fault of ours,
 * and hostile input must stay cheap.
 */
public final class JsonException extends Exception {
    private final int offset;

    JsonException(String what, long offset) {
        super(what + " at byte " + offset, null, false, false);
        this.offset = (int) Math.min(offset, Integer.MAX_VALUE);
    }

    static JsonException unexpected(byte found, long offset) {
        return new JsonException("unexpected " + shown(found), offset);
    }

    static JsonException truncated(long offset) {
        return new JsonException("truncated", offset);
    }

    /**
     * Where the fault is, in bytes from the first byte given (of the first chunk, for a scanner); at most
     * {@link Integer#MAX_VALUE}.
     */
    public int offset() {
        return offset;
    }

    private static String shown(byte found) {
        if (found >= ' ' && found < 0x7f) {
            return "'" + (char) found + "'";
        }
        return "byte 0x" + Character.forDigit((found >> 4) & 0xf, 16) + Character.forDigit(found & 0xf, 16);
    }
}
