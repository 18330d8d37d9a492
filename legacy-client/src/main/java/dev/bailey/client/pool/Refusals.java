package dev.bailey.client.pool;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.config.PoolConfig;

/** In which words a pool refuses; nothing of it was sent. */
final class Refusals {
    private final PoolConfig config;

    Refusals(PoolConfig config) {
        this.config = config;
    }

    Failure closing() {
        return FailureKind.UNAVAILABLE.because("the bridge is closing its connections to the service");
    }

    Failure unavailable(String why) {
        return FailureKind.UNAVAILABLE.because(why);
    }

    Failure unreachable() {
        return FailureKind.UNAVAILABLE.because("the service cannot be reached");
    }

    Failure queueFull() {
        return FailureKind.OVERLOADED.because(
                "all connections to the service are taken and " + config.maxPending() + " calls wait for one");
    }

    Failure waitedTooLong() {
        return FailureKind.OVERLOADED.because("no connection to the service was free within "
                + config.acquireTimeout().toMillis() + " ms");
    }

    String connectTimedOut() {
        return "the service could not be connected to within "
                + config.connectTimeout().toMillis() + " ms";
    }
}
