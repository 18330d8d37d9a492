package dev.bailey.config;

import java.util.Map;
import java.util.Optional;

/** What may stand behind a key: how it is read, and how JSON Schema says so. */
interface Shape<T> {
    /** The value; empty once its problems were reported. */
    Optional<T> read(Value value);

    /** As JSON Schema 2020-12. */
    Map<String, Object> schema();
}
