package dev.bailey.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** What all views of one client share: the way that calls go, and its end. Thread-safe. */
final class ClientCore {
    private final Caller caller;
    private final Values values;
    private final int maxBatch;
    private final boolean positional;
    private final long patienceNanos;
    private final Supplier<CompletionStage<Void>> connections;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * @param positional whether proxies write params by position where nothing else is said
     * @param patienceNanos by when any call has ended by its deadline
     * @param connections closes what the calls went over
     */
    ClientCore(
            Caller caller,
            Values values,
            int maxBatch,
            boolean positional,
            long patienceNanos,
            Supplier<CompletionStage<Void>> connections) {
        this.caller = caller;
        this.values = values;
        this.maxBatch = maxBatch;
        this.positional = positional;
        this.patienceNanos = patienceNanos;
        this.connections = connections;
    }

    Caller caller() {
        return caller;
    }

    Values values() {
        return values;
    }

    int maxBatch() {
        return maxBatch;
    }

    boolean positional() {
        return positional;
    }

    long patienceNanos() {
        return patienceNanos;
    }

    /** First the calls end, then their connections close. Any thread, any number of times. */
    CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            caller.close().thenCompose(ended -> connections.get()).whenComplete((ended, bug) -> closed.complete(null));
        }
        return closed;
    }
}
