package dev.bailey.chaos;

/** What the caller of a call asks for, and so what may happen to it. */
public enum Kind {
    /** May be executed twice. */
    IDEMPOTENT,
    /** May be executed once at most. */
    ONCE,
    /** Once at most, and nobody waits for an answer of the service. */
    NOTIFICATION
}
