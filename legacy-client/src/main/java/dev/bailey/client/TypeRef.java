package dev.bailey.client;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A type with its type arguments, which a {@link Class} cannot hold: {@code new TypeRef<List<Ad>>() {}} (Gafter, "Super Type
 * Tokens"). Make one a type and keep it.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {
    private final Type type;

    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType generic)) {
            throw new IllegalStateException("say which type: new TypeRef<List<Ad>>() {}");
        }
        this.type = generic.getActualTypeArguments()[0];
    }

    private TypeRef(Type type) {
        this.type = type;
    }

    /** A type that is known only at run time. */
    public static TypeRef<?> of(Type type) {
        return new Known<>(type);
    }

    public final Type type() {
        return type;
    }

    @Override
    public final String toString() {
        return type.getTypeName();
    }

    private static final class Known<T> extends TypeRef<T> {
        Known(Type type) {
            super(type);
        }
    }
}
