package dev.bailey.json;

/**
 * What a value may cost at most; a value over a limit is refused as if it were malformed.
 *
 * @param depth containers inside each other: {@code 1} has depth 0, {@code []} 1, {@code [[]]} 2
 * @param numberChars characters of one number, sign, point and exponent included
 * @param nameBytes bytes of one member name as written, escapes unread, quotes not counted
 */
public record JsonLimits(int depth, int numberChars, int nameBytes) {

    /** Depth 64, numbers of 256 characters, names of 1024 bytes. */
    public static final JsonLimits DEFAULT = new JsonLimits(64, 256, 1024);

    /** For bytes that have passed their limits already. */
    static final JsonLimits NONE = new JsonLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * Limits of one's own.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public JsonLimits {
        if (depth < 1 || numberChars < 1 || nameBytes < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
    }
}
