package dev.bailey.client;

import org.jspecify.annotations.Nullable;

/**
 * What became of one call of a batch.
 *
 * @param <T> the type of the result
 */
public sealed interface Answer<T> {

    /**
     * The result.
     *
     * @throws LegacyCallException if there is none
     */
    @Nullable
    T get();

    /**
     * The call went well.
     *
     * @param value null if the service's result is
     */
    record Result<T>(@Nullable T value) implements Answer<T> {
        @Override
        public @Nullable T get() {
            return value;
        }
    }

    /** It did not. */
    record Failed<T>(LegacyCallException why) implements Answer<T> {
        @Override
        public @Nullable T get() {
            throw why;
        }
    }
}
