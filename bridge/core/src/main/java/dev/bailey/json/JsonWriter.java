package dev.bailey.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Objects;

/**
 * A growing buffer in which JSON is put together from parts: raw bytes, slices, strings, numbers.
 *
 * <p>It does not check that the parts make a value; that is the caller's promise. Not for more than one thread at a
 * time.
 */
public final class JsonWriter {
    /** A buffer larger than this is not kept by {@link #reset}. */
    private static final int KEPT = 64 << 10;

    /** So much is not worth a copy. */
    private static final int SPARE = 1024;

    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final byte[] SMALLEST_LONG = Long.toString(Long.MIN_VALUE).getBytes(US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private final int initial;
    private byte[] buffer;
    private int size;

    /** A writer with room for 256 bytes to start with. */
    public JsonWriter() {
        this(256);
    }

    /** A writer with room for so many bytes to start with. */
    public JsonWriter(int capacity) {
        initial = Math.max(capacity, 16);
        buffer = new byte[initial];
    }

    public JsonWriter raw(byte[] bytes) {
        return raw(bytes, 0, bytes.length);
    }

    public JsonWriter raw(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        reserve(length);
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
        return this;
    }

    /**
     * The value as it was written.
     *
     * @throws IllegalArgumentException if there is none
     */
    public JsonWriter raw(Json value) {
        requirePresent(value);
        return raw(value.array(), value.offset(), value.length());
    }

    /**
     * The value with each CR and LF turned into a space, for framings where a line is a message. They stand only
     * between tokens (RFC 8259, section 7, has none inside strings), so it means the same.
     *
     * @throws IllegalArgumentException if there is none
     */
    public JsonWriter oneLine(Json value) {
        requirePresent(value);
        return oneLine(value.array(), value.offset(), value.length());
    }

    /** The same for a piece of a value. */
    public JsonWriter oneLine(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        reserve(length);
        byte[] to = buffer;
        int at = offset;
        for (int end = at + length, i = size; at < end; at++, i++) {
            byte b = bytes[at];
            to[i] = b == '\n' || b == '\r' ? (byte) ' ' : b;
        }
        size += length;
        return this;
    }

    /** Appends ASCII text as it is: punctuation and names that need no escapes. */
    public JsonWriter ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            ascii(text.charAt(i));
        }
        return this;
    }

    /** One ASCII character: a bracket, a comma, a colon, an end of line. */
    public JsonWriter ascii(char c) {
        if (c > 0x7f) {
            throw new IllegalArgumentException("not ASCII");
        }
        reserve(1);
        buffer[size++] = (byte) c;
        return this;
    }

    /**
     * The text as a JSON string in quotes: UTF-8, only what must be escaped is. A lone surrogate, which UTF-8 cannot
     * hold, becomes an escape.
     */
    public JsonWriter string(String text) {
        return ascii('"').characters(text).ascii('"');
    }

    /** What stands between the quotes of {@link #string}; a surrogate pair must not be cut in two. */
    public JsonWriter characters(CharSequence text) {
        int length = text.length();
        reserve(length + 1L);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && JsonGrammar.NEXT[c] == JsonGrammar.STRING) {
                buffer[size++] = (byte) c;
            } else {
                // room for the rest as plain characters is kept reserved
                reserve(6L + length - i);
                i = special(text, i, c);
            }
        }
        return this;
    }

    public JsonWriter number(long number) {
        if (number == Long.MIN_VALUE) {
            return raw(SMALLEST_LONG);
        }
        reserve(20);
        long rest = Math.abs(number);
        if (number < 0) {
            buffer[size++] = '-';
        }
        int end = size + digits(rest);
        size = end;
        do {
            buffer[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        return this;
    }

    /** Bytes written. */
    public int size() {
        return size;
    }

    /** Empty again; arrays taken by {@link #array} and slices of them are overwritten from now on. */
    public void reset() {
        size = 0;
        if (buffer.length > Math.max(KEPT, initial)) {
            buffer = new byte[initial];
        }
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    /** A copy of what was written as a value; the caller knows that it is exactly one. */
    public Json toJson() {
        assert isOneValue() : "not one value without whitespace around it";
        return new Json(toByteArray(), 0, size);
    }

    /**
     * What was written as a value, in the writer's own array unless much of that would be kept for nothing: the writer is not to
     * be used any more. The caller knows that it is exactly one value.
     */
    public Json finish() {
        assert isOneValue() : "not one value without whitespace around it";
        boolean fits = buffer.length - size <= SPARE + size / 4;
        return new Json(fits ? buffer : toByteArray(), 0, size);
    }

    /** The buffer itself, of which the first {@link #size} bytes count, for writing without a copy: do not modify. */
    public byte[] array() {
        return buffer;
    }

    /** Writes the character at {@code i}, which cannot stand for itself as one byte; returns the last index used. */
    private int special(CharSequence text, int i, char c) {
        if (c < 0x80) {
            escape(c);
        } else if (!Character.isSurrogate(c)) {
            character(c);
        } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
            character(Character.toCodePoint(c, text.charAt(i + 1)));
            return i + 1;
        } else {
            unicodeEscape(c);
        }
        return i;
    }

    private void character(int point) {
        if (point < 0x800) {
            put(0xc0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                put(0xe0 | (point >> 12));
            } else {
                put(0xf0 | (point >> 18));
                put(0x80 | ((point >> 12) & 0x3f));
            }
            put(0x80 | ((point >> 6) & 0x3f));
        }
        put(0x80 | (point & 0x3f));
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> shortEscape(c);
            case '\b' -> shortEscape('b');
            case '\f' -> shortEscape('f');
            case '\n' -> shortEscape('n');
            case '\r' -> shortEscape('r');
            case '\t' -> shortEscape('t');
            default -> unicodeEscape(c);
        }
    }

    private void shortEscape(char letter) {
        put('\\');
        put(letter);
    }

    private void unicodeEscape(char c) {
        shortEscape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[(c >> shift) & 0xf]);
        }
    }

    /** Room has been reserved. */
    private void put(int b) {
        buffer[size++] = (byte) b;
    }

    private void reserve(long more) {
        long needed = size + more;
        if (needed > buffer.length) {
            if (needed > LARGEST) {
                throw new OutOfMemoryError("more than 2 GiB of JSON");
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(LARGEST, capacityFor(needed)));
        }
    }

    /** A large buffer grows by less, for it may be what fills the heap; behind a large part there is room for what ends it. */
    private long capacityFor(long needed) {
        long roomy = buffer.length < KEPT ? 2L * buffer.length : buffer.length + buffer.length / 4L;
        return Math.max(needed + needed / 8, roomy);
    }

    private boolean isOneValue() {
        try {
            return Json.parse(buffer, 0, size, JsonLimits.NONE).length() == size;
        } catch (JsonException e) {
            return false;
        }
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static void requirePresent(Json value) {
        if (value.isAbsent()) {
            throw new IllegalArgumentException("no value");
        }
    }
}
