package dev.bailey.dispatch;

/** The params do not fit the method; the message is for the caller. */
final class UnfitParamsException extends Exception {
    UnfitParamsException(String problem) {
        super(problem, null, false, false);
    }
}
