package dev.bailey.chaos;

/** What a network can do to one direction of a connection; {@code afterBytes} counts what has passed before. */
public sealed interface Fault {
    /** Nothing. */
    record None() implements Fault {}

    /** Each chunk arrives later, by up to {@code jitterMillis} more. */
    record Latency(int millis, int jitterMillis) implements Fault {}

    /** So many bytes at a time, each in a write of its own. */
    record Drip(int bytes) implements Fault {}

    /** At most so many bytes a second. */
    record Bandwidth(int bytesPerSecond) implements Fault {}

    /** Nothing passes any more, and nobody is told. */
    record Blackhole(long afterBytes) implements Fault {}

    /** Both sides are reset. */
    record Reset(long afterBytes) implements Fault {}

    /** Both sides see an orderly end, wherever the flow is. */
    record Truncate(long afterBytes) implements Fault {}

    /** This direction ends, the other goes on. */
    record HalfClose(long afterBytes) implements Fault {}

    /**
     * One byte is damaged, so that it is no ASCII any more: a digit that became another digit could be told by nobody, for
     * JSON-RPC has no check sum.
     */
    record Corrupt(long afterBytes) implements Fault {}
}
