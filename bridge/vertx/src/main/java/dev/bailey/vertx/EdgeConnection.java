package dev.bailey.vertx;

/** One caller's connection, of whatever edge. On its loop. */
interface EdgeConnection {
    /** Does what can be done now: bytes have come, or the caller has said that no more will. */
    void advance();

    /** Writes what came up in this turn of the loop. */
    void flush();

    /** The caller has taken some of what was written. */
    void writable();

    /** The connection is no more. */
    void lost();

    /** From now on answers are the last; who asks for nothing is not waited for long. */
    void drain();

    /** Calls whose answers are not written yet. */
    int openCalls();

    /** Closes at once, whatever is open. */
    void cut();
}
