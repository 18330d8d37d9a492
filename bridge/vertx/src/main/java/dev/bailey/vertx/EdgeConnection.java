package dev.bailey.vertx;

/** A connection of an edge, as far as the end of the edge is concerned. On its loop. */
interface EdgeConnection {
    /** From now on answers are the last; who asks for nothing is not waited for long. */
    void drain();

    /** Calls whose answers are not written yet. */
    int openCalls();

    /** Closes at once, whatever is open. */
    void close();
}
