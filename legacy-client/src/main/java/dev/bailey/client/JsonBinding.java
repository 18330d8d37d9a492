package dev.bailey.client;

import dev.bailey.json.Json;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Between a caller's Java values and JSON. The client's own is on Jackson 2 where that is on the class path
 * ({@link JacksonBinding}); another one is a class of yours. Thread-safe; used on callers' threads and, for results that nobody
 * blocks for, on event loops.
 */
public interface JsonBinding {

    /**
     * A value's JSON text in UTF-8.
     *
     * @throws IllegalArgumentException if it cannot be written
     */
    byte[] write(Object value);

    /**
     * How results of that type are read. Asked for once for each method of a proxy, else for each call.
     *
     * @throws IllegalArgumentException if no result can be read as that
     */
    Reader readerFor(Type type);

    /** Reads results of one type. */
    @FunctionalInterface
    interface Reader {

        /**
         * The value of a result; it may keep nothing of the bytes.
         *
         * @throws IllegalArgumentException if it is not of the type
         */
        @Nullable
        Object read(Json result);
    }
}
