package dev.bailey.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;

/**
 * One well-formed JSON value as it was written, without the whitespace around it: a slice of bytes, never a tree. Or no
 * value at all: {@link #ABSENT}.
 *
 * <p>Immutable and safe to share as long as nobody writes to the bytes, which are not copied: who makes a slice gives
 * its array away. Equal means the same bytes: {@code 1.0} and {@code 1} are not.
 */
public final class Json {
    /** No value: no bytes, and nothing else is equal to it. */
    public static final Json ABSENT = new Json(new byte[0], 0, 0);

    public static final Json NULL = literal("null");
    public static final Json TRUE = literal("true");
    public static final Json FALSE = literal("false");

    /** What a value is, told by its first byte. */
    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        ABSENT;

        static Kind of(byte first) {
            switch (first) {
                case '{':
                    return OBJECT;
                case '[':
                    return ARRAY;
                case '"':
                    return STRING;
                case 't', 'f':
                    return BOOLEAN;
                case 'n':
                    return NULL;
                default:
                    return NUMBER;
            }
        }
    }

    private final byte[] array;
    private final int offset;
    private final int length;

    /** Trusted: the caller knows that this is one value and nothing around it. */
    Json(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** {@link #parse(byte[], int, int, JsonLimits)} over the whole array. */
    public static Json parse(byte[] bytes, JsonLimits limits) throws JsonException {
        return parse(bytes, 0, bytes.length, limits);
    }

    /**
     * Exactly one value in {@code [from, to)}, whitespace around it allowed. The bytes are not copied.
     *
     * @throws JsonException if there is none, it is over a limit, or anything else follows; its offset counts from
     *     {@code from}
     */
    public static Json parse(byte[] bytes, int from, int to, JsonLimits limits) throws JsonException {
        Objects.checkFromToIndex(from, to, bytes.length);
        int start = skipSpace(bytes, from, to);
        int end = new JsonScanner(limits).value(bytes, start, to, start - from);
        int rest = skipSpace(bytes, end, to);
        if (rest < to) {
            throw JsonException.unexpected(bytes[rest], rest - from);
        }
        return new Json(bytes, start, end - start);
    }

    /** The text as a JSON string; a lone surrogate, which UTF-8 cannot hold, as an escape. */
    public static Json string(String text) {
        return new JsonWriter(text.length() + 2).string(text).finish();
    }

    public static Json number(long number) {
        return literal(Long.toString(number));
    }

    public Kind kind() {
        return length == 0 ? Kind.ABSENT : Kind.of(array[offset]);
    }

    public boolean isAbsent() {
        return length == 0;
    }

    /** Bytes as written; 0 only for {@link #ABSENT}. */
    public int length() {
        return length;
    }

    /**
     * The byte at an index within the value.
     *
     * @throws IndexOutOfBoundsException outside {@code [0, length)}
     */
    public byte at(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /** The array that holds the value among other things, for writing without a copy: do not modify. */
    public byte[] array() {
        return array;
    }

    /** Where in {@link #array} the value starts. */
    public int offset() {
        return offset;
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /**
     * What a {@link Kind#STRING} says, escapes read.
     *
     * @throws JsonException if an escape is half of a surrogate pair without the other half: that is no text
     * @throws IllegalStateException if this is no string
     */
    public String text() throws JsonException {
        require(Kind.STRING);
        int from = offset + 1;
        int to = offset + length - 1;
        int lone = JsonText.loneSurrogate(array, from, to);
        if (lone < to) {
            throw new JsonException("lone surrogate", lone - offset);
        }
        return JsonText.decode(array, from, to);
    }

    /** The member of that name, the last one if there are several; {@link #ABSENT} if none or if this is no object. */
    public Json member(String name) {
        if (kind() != Kind.OBJECT) {
            return ABSENT;
        }
        try {
            Json found = ABSENT;
            for (JsonMembers members = members(); members.next(); ) {
                if (members.nameIs(name)) {
                    found = members.value();
                }
            }
            return found;
        } catch (JsonException e) {
            throw new IllegalStateException("bytes of a value were modified", e);
        }
    }

    /**
     * A walk over the members. It finds no faults unless somebody modified the bytes.
     *
     * @throws IllegalStateException if this is no {@link Kind#OBJECT}
     */
    public JsonMembers members() {
        require(Kind.OBJECT);
        return new JsonMembers(array, offset, offset + length, JsonLimits.NONE);
    }

    /**
     * A walk over the elements. It finds no faults unless somebody modified the bytes.
     *
     * @throws IllegalStateException if this is no {@link Kind#ARRAY}
     */
    public JsonElements elements() {
        require(Kind.ARRAY);
        return new JsonElements(array, offset, offset + length, JsonLimits.NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Json that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** The JSON text; empty for {@link #ABSENT}. */
    @Override
    public String toString() {
        return new String(array, offset, length, UTF_8);
    }

    private void require(Kind expected) {
        if (kind() != expected) {
            throw new IllegalStateException(kind() + " is not " + expected);
        }
    }

    private static Json literal(String ascii) {
        return new Json(ascii.getBytes(US_ASCII), 0, ascii.length());
    }

    private static int skipSpace(byte[] b, int from, int to) {
        int at = from;
        while (at < to && JsonGrammar.isSpace(b[at])) {
            at++;
        }
        return at;
    }
}
