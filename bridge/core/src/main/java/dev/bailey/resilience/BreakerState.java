package dev.bailey.resilience;

/** A state of a {@link Breaker}. Immutable: whatever happens makes another one, or leaves this. */
sealed interface BreakerState permits ClosedBreaker, OpenBreaker, HalfOpenBreaker {

    /** Whether a call may pass now. */
    boolean letsPass(long now);

    /** What follows when one does. */
    BreakerState passed();

    /** What follows when one that passed in this state has ended so. */
    BreakerState after(Evidence evidence, long now);

    /** Grows by one with every change between closed, open and half open. */
    int era();
}
