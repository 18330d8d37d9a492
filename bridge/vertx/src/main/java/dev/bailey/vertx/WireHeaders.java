package dev.bailey.vertx;

import dev.bailey.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The header fields of a request as they lie in its head; a string is made only of what is asked for. */
final class WireHeaders implements Headers {
    /** Where a field's name starts and ends, and its value. */
    static final int OFFSETS = 4;

    private final byte[] head;
    private final int[] offsets;
    private final int size;

    /**
     * @param offsets four for each field: start and end of the name, start and end of the value
     */
    WireHeaders(byte[] head, int[] offsets, int size) {
        this.head = head;
        this.offsets = offsets;
        this.size = size;
    }

    @Override
    public @Nullable String first(String name) {
        int field = find(name, 0);
        return field < 0 ? null : value(field);
    }

    @Override
    public List<String> all(String name) {
        int field = find(name, 0);
        if (field < 0) {
            return List.of();
        }
        int following = find(name, field + 1);
        if (following < 0) {
            return List.of(value(field));
        }
        List<String> values = new ArrayList<>();
        for (int i = field; i >= 0; i = find(name, i + 1)) {
            values.add(value(i));
        }
        return values;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < size; i++) {
            action.accept(text(offsets[i * OFFSETS], offsets[i * OFFSETS + 1]), value(i));
        }
    }

    private int find(String name, int from) {
        for (int i = from; i < size; i++) {
            if (isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isNamed(int field, String name) {
        int start = offsets[field * OFFSETS];
        int length = offsets[field * OFFSETS + 1] - start;
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte b = head[start + i];
            char c = name.charAt(i);
            if (b != c && (c > 0x7f || Tokens.lower(b) != Tokens.lower((byte) c))) {
                return false;
            }
        }
        return true;
    }

    private String value(int field) {
        return text(offsets[field * OFFSETS + 2], offsets[field * OFFSETS + 3]);
    }

    private String text(int start, int end) {
        return new String(head, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
