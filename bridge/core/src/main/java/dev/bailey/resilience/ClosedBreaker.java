package dev.bailey.resilience;

import dev.bailey.resilience.Breaker.Rules;

/**
 * All calls pass.
 *
 * @param failures in a row until now
 */
record ClosedBreaker(Rules rules, int era, int failures) implements BreakerState {
    @Override
    public boolean letsPass(long now) {
        return true;
    }

    @Override
    public BreakerState passed() {
        return this;
    }

    @Override
    public BreakerState after(Evidence evidence, long now) {
        return switch (evidence) {
            case NONE -> this;
            case ANSWERED -> failures == 0 ? this : new ClosedBreaker(rules, era, 0);
            case UNREACHABLE, TIMED_OUT ->
                failures + 1 < rules.failures()
                        ? new ClosedBreaker(rules, era, failures + 1)
                        : new OpenBreaker(rules, era + 1, now + rules.openNanos());
        };
    }
}
