package dev.bailey.resilience;

import dev.bailey.resilience.ServiceSimulation.Gate;

/** The limits that simulations compare. */
enum Gates {
    FIXED {
        @Override
        Gate open(int max) {
            InFlightLimit limit = new InFlightLimit("the service", max);
            return new Gate() {
                @Override
                public boolean tryEnter() {
                    return limit.tryEnter();
                }

                @Override
                public void ended(Evidence evidence, long enteredAt, long now) {
                    limit.leave();
                }

                @Override
                public int limit() {
                    return max;
                }
            };
        }
    },
    ADAPTIVE {
        @Override
        Gate open(int max) {
            AdaptiveLimit limit = new AdaptiveLimit("the service", max);
            return new Gate() {
                @Override
                public boolean tryEnter() {
                    return limit.tryEnter();
                }

                @Override
                public void ended(Evidence evidence, long enteredAt, long now) {
                    limit.ended(evidence, enteredAt, now);
                }

                @Override
                public int limit() {
                    return limit.limit();
                }
            };
        }
    };

    abstract Gate open(int max);
}
