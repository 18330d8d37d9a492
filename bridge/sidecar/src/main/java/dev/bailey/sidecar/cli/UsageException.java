package dev.bailey.sidecar.cli;

/** A command line makes no sense; the message says why. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message, null, false, false);
    }
}
