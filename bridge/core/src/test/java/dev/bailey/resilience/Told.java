package dev.bailey.resilience;

import dev.bailey.call.Failure;
import dev.bailey.call.Outcome;
import dev.bailey.call.Reply;

/** Replies of no protocol. */
sealed interface Told extends Reply {
    record Answer(String text) implements Told {
        @Override
        public Outcome outcome() {
            return Outcome.OK;
        }
    }

    record Failed(Failure failure) implements Told, Reply.Failed {
        @Override
        public Outcome outcome() {
            return failure.outcome();
        }
    }
}
