package dev.bailey.json;

import java.util.Objects;

/** What walking over members and over elements has in common. */
abstract sealed class JsonCursor permits JsonMembers, JsonElements {
    private enum Place {
        START,
        INSIDE,
        END,
        LOST
    }

    private final JsonScanner scanner;
    private final byte opening;
    private final byte closing;

    private byte[] bytes;
    private int from;
    private int to;
    private int at;
    private Place place = Place.START;
    private int valueStart;

    JsonCursor(char opening, char closing, byte[] b, int from, int to, JsonLimits limits) {
        Objects.checkFromToIndex(from, to, b.length);
        this.opening = (byte) opening;
        this.closing = (byte) closing;
        this.scanner = new JsonScanner(limits);
        this.bytes = b;
        this.from = from;
        this.to = to;
        this.at = from;
    }

    /** From the start again, over other bytes with the same limits; spares a connection an object per message. */
    public final void restart(byte[] b, int from, int to) {
        Objects.checkFromToIndex(from, to, b.length);
        this.bytes = b;
        this.from = from;
        this.to = to;
        this.at = from;
        this.place = Place.START;
    }

    /** The value. Shares the bytes, does not copy them. */
    public final Json value() {
        return new Json(bytes, valueStart(), valueEnd() - valueStart);
    }

    /** The kind of the value, without making a slice of it. */
    public final Json.Kind kind() {
        return Json.Kind.of(bytes[valueStart()]);
    }

    /** The index of the value's first byte in the array that was given. */
    public final int valueStart() {
        requireInside();
        return valueStart;
    }

    /** The index after the value's last byte. */
    public final int valueEnd() {
        requireInside();
        return at;
    }

    /**
     * Steps to the next item and takes it; false at the end, when only whitespace follows.
     *
     * <p>Lost while under way: an exception leaves the cursor unusable rather than in the middle of something.
     */
    final boolean advance() throws JsonException {
        Place before = place;
        if (before == Place.END) {
            return false;
        }
        if (before == Place.LOST) {
            throw new IllegalStateException("a fault has been found before");
        }
        place = Place.LOST;
        if (before == Place.START) {
            take(opening);
        }
        if (peek() == closing) {
            at++;
            requireEnd();
            place = Place.END;
            return false;
        }
        if (before == Place.INSIDE) {
            take((byte) ',');
            peek();
        }
        item();
        place = Place.INSIDE;
        return true;
    }

    /** Takes one member or element, at its first byte. */
    abstract void item() throws JsonException;

    final void takeValue() throws JsonException {
        peek();
        valueStart = at;
        at = scanner.value(bytes, at, to, at - from);
    }

    /** Takes a name with its quotes and the colon; returns the index after the second quote. */
    final int takeName() throws JsonException {
        take((byte) '"');
        int end = scanner.name(bytes, at, to, at - from);
        at = end;
        take((byte) ':');
        return end;
    }

    final int position() {
        return at;
    }

    final byte[] bytes() {
        return bytes;
    }

    final void requireInside() {
        if (place != Place.INSIDE) {
            throw new IllegalStateException("only after next() was true");
        }
    }

    private void take(byte expected) throws JsonException {
        if (peek() != expected) {
            throw JsonException.unexpected(bytes[at], at - from);
        }
        at++;
    }

    /** The next byte which is not whitespace. */
    private byte peek() throws JsonException {
        skipSpace();
        if (at == to) {
            throw JsonException.truncated(to - from);
        }
        return bytes[at];
    }

    private void requireEnd() throws JsonException {
        skipSpace();
        if (at < to) {
            throw JsonException.unexpected(bytes[at], at - from);
        }
    }

    private void skipSpace() {
        while (at < to && JsonGrammar.isSpace(bytes[at])) {
            at++;
        }
    }
}
