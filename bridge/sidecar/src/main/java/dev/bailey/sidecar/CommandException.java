package dev.bailey.sidecar;

/** A command cannot do what it was asked; its message says why, for people. */
final class CommandException extends RuntimeException {
    CommandException(String message) {
        super(message, null, false, false);
    }
}
