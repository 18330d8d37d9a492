package dev.bailey.http;

import dev.bailey.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a body: a slice that is not to be changed. */
public final class Payload {
    public static final Payload EMPTY = of(new byte[0]);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Payload(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A slice of an array that nobody changes any more. */
    public static Payload of(byte[] array, int offset, int length) {
        return new Payload(array, offset, length);
    }

    /**
     * What an array that grew as bytes came holds at its start. Copied when a quarter of the array or more would be kept for
     * nothing: a call may hold its body for as long as its service takes.
     *
     * @param size bytes of it that are used; it is not changed any more
     */
    public static Payload trimmed(byte[] array, int size) {
        byte[] fitting = size > array.length - array.length / 4 ? array : Arrays.copyOf(array, size);
        return new Payload(fitting, 0, size);
    }

    public static Payload of(byte[] bytes) {
        return new Payload(bytes, 0, bytes.length);
    }

    public static Payload of(Json json) {
        return new Payload(json.array(), json.offset(), json.length());
    }

    /** The array that holds the slice; not to be changed. */
    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public byte[] toByteArray() {
        byte[] copy = new byte[length];
        System.arraycopy(array, offset, copy, 0, length);
        return copy;
    }

    /** The bytes as UTF-8, for messages and tests. */
    @Override
    public String toString() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }
}
