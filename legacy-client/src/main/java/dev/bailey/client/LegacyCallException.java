package dev.bailey.client;

import dev.bailey.call.Outcome;

/**
 * Why a call has no result: the service answered an error ({@link ServiceErrorException}), or there is no answer that counts
 * ({@link CallFailedException}). The message names the method.
 */
public abstract sealed class LegacyCallException extends RuntimeException
        permits ServiceErrorException, CallFailedException {
    private final String method;
    private final Outcome outcome;

    LegacyCallException(String method, Outcome outcome, String message) {
        super(method + ": " + message);
        this.method = method;
        this.outcome = outcome;
    }

    /** The method that was called. */
    public String method() {
        return method;
    }

    /** How the call ended; the same word as in logs and metrics. */
    public Outcome outcome() {
        return outcome;
    }
}
