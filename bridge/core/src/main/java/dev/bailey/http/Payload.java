package dev.bailey.http;

import dev.bailey.json.Json;
import java.nio.charset.StandardCharsets;

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
