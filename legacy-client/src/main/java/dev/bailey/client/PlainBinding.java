package dev.bailey.client;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonWriter;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Without Jackson: writes strings, numbers, booleans, {@link Json}, and maps, iterables and arrays of them; reads strings,
 * numbers and booleans.
 */
final class PlainBinding implements JsonBinding {
    private static final String NEEDED =
            ": that takes Jackson's databind on the class path, or a JsonBinding of your own";

    /** As deep as services are let by default; what is deeper is taken for a cycle. */
    private static final int MAX_DEPTH = 64;

    private static final Map<Type, Reader> READERS = Map.of(
            String.class, PlainBinding::text,
            Boolean.class, json -> text(json, Json.Kind.BOOLEAN).equals("true"),
            boolean.class, json -> text(json, Json.Kind.BOOLEAN).equals("true"),
            Integer.class, json -> Integer.valueOf(text(json, Json.Kind.NUMBER)),
            int.class, json -> Integer.valueOf(text(json, Json.Kind.NUMBER)),
            Long.class, json -> Long.valueOf(text(json, Json.Kind.NUMBER)),
            long.class, json -> Long.valueOf(text(json, Json.Kind.NUMBER)),
            Double.class, json -> Double.valueOf(text(json, Json.Kind.NUMBER)),
            double.class, json -> Double.valueOf(text(json, Json.Kind.NUMBER)));

    // ---- to JSON

    @Override
    public byte[] write(Object value) {
        JsonWriter out = new JsonWriter();
        write(out, value, MAX_DEPTH);
        return out.toByteArray();
    }

    private static void write(JsonWriter out, @Nullable Object value, int depth) {
        if (writeScalar(out, value) || value == null) {
            return;
        }
        if (depth == 0) {
            throw new IllegalArgumentException("more than " + MAX_DEPTH + " values inside each other");
        }
        if (value instanceof Map<?, ?> map) {
            writeObject(out, map, depth - 1);
        } else if (value instanceof Iterable<?> elements) {
            writeArray(out, elements, depth - 1);
        } else if (value instanceof Object[] elements) {
            writeArray(out, Arrays.asList(elements), depth - 1);
        } else {
            throw new IllegalArgumentException(value.getClass().getName() + " cannot be written as JSON" + NEEDED);
        }
    }

    private static void writeObject(JsonWriter out, Map<?, ?> map, int depth) {
        out.ascii('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.ascii(separator).string(String.valueOf(entry.getKey())).ascii(':');
            write(out, entry.getValue(), depth);
            separator = ",";
        }
        out.ascii('}');
    }

    private static void writeArray(JsonWriter out, Iterable<?> elements, int depth) {
        out.ascii('[');
        for (Iterator<?> each = elements.iterator(); each.hasNext(); ) {
            write(out, each.next(), depth);
            out.ascii(each.hasNext() ? "," : "");
        }
        out.ascii(']');
    }

    /** Writes what looks the same with Jackson and without. False, and nothing written, for everything else. */
    static boolean writeScalar(JsonWriter out, @Nullable Object value) {
        if (value == null) {
            out.raw(Json.NULL);
        } else if (value instanceof Json json) {
            out.raw(json.isAbsent() ? Json.NULL : json);
        } else if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Boolean truth) {
            out.raw(truth ? Json.TRUE : Json.FALSE);
        } else if (value instanceof Number number && isWritten(number)) {
            out.ascii(number.toString());
        } else {
            return false;
        }
        return true;
    }

    /** Whether a number's text is JSON's. */
    private static boolean isWritten(Number number) {
        return number instanceof Integer
                || number instanceof Long
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigInteger
                || number instanceof BigDecimal
                || ((number instanceof Double || number instanceof Float) && Double.isFinite(number.doubleValue()));
    }

    // ---- from JSON

    @Override
    public Reader readerFor(Type type) {
        Reader reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException(type.getTypeName() + " cannot be read from JSON" + NEEDED);
        }
        return json -> json.kind() == Json.Kind.NULL ? null : reader.read(json);
    }

    private static String text(Json json) {
        try {
            require(json, Json.Kind.STRING);
            return json.text();
        } catch (JsonException e) {
            throw new IllegalArgumentException("the result is no text: " + e.getMessage(), e);
        }
    }

    private static String text(Json json, Json.Kind kind) {
        require(json, kind);
        return json.toString();
    }

    private static void require(Json json, Json.Kind kind) {
        if (json.kind() != kind) {
            throw new IllegalArgumentException("the result is " + json.kind() + " and not " + kind);
        }
    }
}
