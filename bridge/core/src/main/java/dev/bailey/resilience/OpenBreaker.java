package dev.bailey.resilience;

import dev.bailey.resilience.Breaker.Rules;

/**
 * No call passes before {@code until}; the first one then finds out how things are.
 *
 * @param until on the clock of {@link System#nanoTime}
 */
record OpenBreaker(Rules rules, int era, long until) implements BreakerState {
    @Override
    public boolean letsPass(long now) {
        return now - until >= 0;
    }

    @Override
    public BreakerState passed() {
        return new HalfOpenBreaker(rules, era + 1);
    }

    /** None passes while it is open. */
    @Override
    public BreakerState after(Evidence evidence, long now) {
        return this;
    }
}
