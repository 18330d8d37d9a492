package dev.bailey.client;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Java values to params and results to Java values: what the client knows itself, and a binding for the rest. Thread-safe. */
final class Values {
    private final JsonBinding binding;
    private final JsonLimits limits;

    Values(JsonBinding binding, JsonLimits limits) {
        this.binding = binding;
        this.limits = limits;
    }

    /** The binding of those who name none: on Jackson 2 where it is there. Looked for once a client. */
    static JsonBinding found() {
        try {
            return JacksonBinding.found();
        } catch (NoClassDefFoundError e) {
            return new PlainBinding();
        }
    }

    /**
     * What is sent for the params of a call: null and {@link Json#ABSENT} for none.
     *
     * @throws IllegalArgumentException if they are no object or array, or cannot be written
     */
    Json params(@Nullable Object params) {
        if (params == null) {
            return Json.ABSENT;
        }
        Json json = params instanceof Json ready ? ready : parsed(binding.write(params));
        if (json.isAbsent() || json.kind() == Json.Kind.OBJECT || json.kind() == Json.Kind.ARRAY) {
            return json;
        }
        throw new IllegalArgumentException(
                "params are an object or an array; " + params.getClass().getName() + " is written as " + json.kind());
    }

    /**
     * Writes one value.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    void write(JsonWriter out, @Nullable Object value) {
        if (!PlainBinding.writeScalar(out, value) && value != null) {
            out.raw(parsed(binding.write(value)));
        }
    }

    private Json parsed(byte[] written) {
        try {
            return Json.parse(written, limits);
        } catch (JsonException e) {
            throw new IllegalArgumentException("what was written is no JSON that may be sent: " + e.getMessage(), e);
        }
    }

    <T> Reading<T> reading(Class<T> type) {
        return new Reading<>(type, reader(type));
    }

    <T> Reading<T> reading(TypeRef<T> type) {
        return new Reading<>(type.type(), reader(type.type()));
    }

    Reading<Object> reading(Type type) {
        return new Reading<>(type, reader(type));
    }

    private JsonBinding.Reader reader(Type type) {
        if (type == Json.class) {
            return result -> result;
        }
        if (type == void.class || type == Void.class) {
            return result -> null;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            JsonBinding.Reader present = reader(generic.getActualTypeArguments()[0]);
            return result -> Optional.ofNullable(present.read(result));
        }
        return binding.readerFor(type);
    }
}
