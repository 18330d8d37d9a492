package dev.bailey.json;

import java.util.Arrays;
import java.util.Objects;

/**
 * Walks over the members of one object that comes in pieces, however it is split, and checks it on the way. Holds one name at
 * most and never a value: the values' bytes stay where they came.
 *
 * <p>Depth counts from each member's value, not from the object; offsets in exceptions from the object's first byte. Not for
 * more than one thread at a time.
 */
public final class JsonObjectWalk {
    /** What a step came upon. */
    public enum Step {
        /** All bytes are taken. */
        MORE,
        /** A member's name is known, and its value follows. */
        NAME,
        /** Bytes of a value, from {@link #valueFrom} to {@link #at}; more of it is to come. */
        VALUE,
        /** The same, and these are the last of it; there may be none. */
        VALUE_END,
        /** The object is complete; only blanks may follow. */
        END
    }

    private enum Place {
        START,
        FIRST_NAME,
        NEXT_NAME,
        NAME,
        COLON,
        BEFORE_VALUE,
        VALUE,
        AFTER_VALUE,
        END
    }

    private static final int USUAL_NAME = 32;

    private final JsonScanner scanner;
    private final int maxName;
    private byte[] name = new byte[USUAL_NAME];
    private int nameLength;
    private Place place = Place.START;
    private long passed;
    private int at;
    private int valueFrom;

    public JsonObjectWalk(JsonLimits limits) {
        scanner = new JsonScanner(limits);
        // with both quotes
        maxName = limits.nameBytes() + 2;
    }

    /**
     * Takes bytes up to the next thing that can be told.
     *
     * @throws JsonException if these bytes cannot be, or begin, an object within the limits; the walk is of no use after that
     */
    public Step next(byte[] b, int from, int to) throws JsonException {
        Objects.checkFromToIndex(from, to, b.length);
        at = from;
        Step step = Step.MORE;
        while (at < to && step == Step.MORE) {
            step = switch (place) {
                case NAME -> name(b, to);
                case VALUE -> value(b, to);
                default -> between(b);
            };
        }
        passed += at - from;
        return step;
    }

    /** The index after the last byte taken. */
    public int at() {
        return at;
    }

    /** Where the value's bytes start that the last step came upon. */
    public int valueFrom() {
        return valueFrom;
    }

    /** Whether this is the name that the walk came upon last, escapes read. */
    public boolean nameIs(byte[] asciiName) {
        return JsonText.same(name, 1, nameLength - 1, asciiName);
    }

    /** The same for any name. */
    public boolean nameIs(String other) {
        return JsonText.same(name, 1, nameLength - 1, other);
    }

    /**
     * No more bytes will come.
     *
     * @throws JsonException if the object is not complete
     */
    public void end() throws JsonException {
        if (place != Place.END) {
            throw JsonException.truncated(passed);
        }
    }

    /** A byte between tokens. */
    private Step between(byte[] b) throws JsonException {
        byte here = b[at];
        if (JsonGrammar.isSpace(here)) {
            at++;
            return Step.MORE;
        }
        boolean mayClose = place == Place.FIRST_NAME || place == Place.AFTER_VALUE;
        if (here == '}' && mayClose) {
            at++;
            place = Place.END;
            return Step.END;
        }
        if (here == '"' && (place == Place.FIRST_NAME || place == Place.NEXT_NAME)) {
            begin(Place.NAME);
            nameLength = 0;
        } else if (place == Place.BEFORE_VALUE) {
            begin(Place.VALUE);
        } else {
            place = afterMark(here);
            at++;
        }
        return Step.MORE;
    }

    private void begin(Place begun) {
        place = begun;
        scanner.restart(passed);
    }

    private Place afterMark(byte mark) throws JsonException {
        if (mark == '{' && place == Place.START) {
            return Place.FIRST_NAME;
        }
        if (mark == ':' && place == Place.COLON) {
            return Place.BEFORE_VALUE;
        }
        if (mark == ',' && place == Place.AFTER_VALUE) {
            return Place.NEXT_NAME;
        }
        throw JsonException.unexpected(mark, passed);
    }

    private Step name(byte[] b, int to) throws JsonException {
        int from = at;
        at = scanner.feed(b, from, to);
        if (nameLength + (at - from) > maxName) {
            throw new JsonException("name longer than " + (maxName - 2) + " bytes", passed);
        }
        if (nameLength + (at - from) > name.length) {
            name = Arrays.copyOf(name, Math.max(nameLength + (at - from), 2 * name.length));
        }
        System.arraycopy(b, from, name, nameLength, at - from);
        nameLength += at - from;
        if (!scanner.done()) {
            return Step.MORE;
        }
        place = Place.COLON;
        return Step.NAME;
    }

    private Step value(byte[] b, int to) throws JsonException {
        valueFrom = at;
        at = scanner.feed(b, at, to);
        if (!scanner.done()) {
            return Step.VALUE;
        }
        place = Place.AFTER_VALUE;
        return Step.VALUE_END;
    }
}
