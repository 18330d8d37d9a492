package dev.bailey.json;

/**
 * Walks over the members of one object, checking and slicing in a single pass.
 *
 * <p>Only when {@link #next} has returned false is the object known to be well formed. Duplicate names come as often as
 * they are there. Depth counts from each member's value, not from the object. Offsets in exceptions count from
 * {@code from}. Allocates nothing per member unless {@link #value}, {@link #name} or {@link #rawName} is asked. Not for
 * more than one thread at a time.
 *
 * <p>To copy a member untouched, take the bytes from {@link #nameStart} to {@link #valueEnd}.
 */
public final class JsonMembers extends JsonCursor {
    private int nameStart;
    private int nameEnd;

    /** Exactly one object in {@code [from, to)}, with whitespace around it if need be. */
    public JsonMembers(byte[] b, int from, int to, JsonLimits limits) {
        super('{', '}', b, from, to, limits);
    }

    /**
     * Steps to the next member; false at the end of the object.
     *
     * @throws JsonException if the bytes so far are no object or over a limit, or more than whitespace follows it; the
     *     cursor is of no use after that
     */
    public boolean next() throws JsonException {
        return advance();
    }

    /**
     * Is this the name, escapes read?
     *
     * @param asciiName ASCII only; for any other name use {@link #nameIs(String)}
     */
    public boolean nameIs(byte[] asciiName) {
        requireInside();
        return JsonText.same(bytes(), nameStart + 1, nameEnd - 1, asciiName);
    }

    /** Is this the name, escapes read? Compares UTF-16 code units, so lone surrogates equal only themselves. */
    public boolean nameIs(String name) {
        requireInside();
        return JsonText.same(bytes(), nameStart + 1, nameEnd - 1, name);
    }

    /**
     * The name, escapes read. A lone surrogate escape is kept as a lone surrogate: two names are equal as strings if
     * and only if they are equal as JSON.
     */
    public String name() {
        requireInside();
        return JsonText.decode(bytes(), nameStart + 1, nameEnd - 1);
    }

    /** The name as written, with its quotes: a string value. */
    public Json rawName() {
        requireInside();
        return new Json(bytes(), nameStart, nameEnd - nameStart);
    }

    /** The index of the name's first quote in the array that was given. */
    public int nameStart() {
        requireInside();
        return nameStart;
    }

    /** The index after the name's second quote. */
    public int nameEnd() {
        requireInside();
        return nameEnd;
    }

    @Override
    void item() throws JsonException {
        nameStart = position();
        nameEnd = takeName();
        takeValue();
    }
}
