package dev.bailey.json;

/**
 * Walks over the elements of one array, checking and slicing in a single pass.
 *
 * <p>Only when {@link #next} has returned false is the array known to be well formed. Depth counts from each element,
 * not from the array. Offsets in exceptions count from {@code from}. Allocates nothing per element unless
 * {@link #value} is asked. Not for more than one thread at a time.
 */
public final class JsonElements extends JsonCursor {

    /** Exactly one array in {@code [from, to)}, with whitespace around it if need be. */
    public JsonElements(byte[] b, int from, int to, JsonLimits limits) {
        super('[', ']', b, from, to, limits);
    }

    /**
     * Steps to the next element; false at the end of the array.
     *
     * @throws JsonException if the bytes so far are no array or over a limit, or more than whitespace follows it; the
     *     cursor is of no use after that
     */
    public boolean next() throws JsonException {
        return advance();
    }

    @Override
    void item() throws JsonException {
        takeValue();
    }
}
