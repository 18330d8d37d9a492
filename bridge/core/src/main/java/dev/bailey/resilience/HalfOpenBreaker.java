package dev.bailey.resilience;

import dev.bailey.resilience.Breaker.Rules;

/** One call is on its way to find out how things are; the others stay away until it has ended. */
record HalfOpenBreaker(Rules rules, int era) implements BreakerState {
    @Override
    public boolean letsPass(long now) {
        return false;
    }

    @Override
    public BreakerState passed() {
        return this;
    }

    @Override
    public BreakerState after(Evidence evidence, long now) {
        return switch (evidence) {
            case ANSWERED -> new ClosedBreaker(rules, era + 1, 0);
            case UNREACHABLE, TIMED_OUT -> new OpenBreaker(rules, era + 1, now + rules.openNanos());
            // it found out nothing: the next one may try at once
            case NONE -> new OpenBreaker(rules, era + 1, now);
        };
    }
}
