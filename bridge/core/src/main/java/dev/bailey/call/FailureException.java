package dev.bailey.call;

import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;

/** Carries a {@link Failure} where only an exception can travel: a body being read, a mapping step. Has no stack trace. */
public final class FailureException extends RuntimeException {
    private static final System.Logger LOG = System.getLogger(FailureException.class.getName());

    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }

    /**
     * What a handler's exception means: the failure that it carries, or a fault of our own, which is logged and tells the caller
     * nothing.
     */
    public static Failure failureOf(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof FailureException known) {
            return known.failure();
        }
        LOG.log(Level.ERROR, "a call failed through a fault of Bailey's own; please report this", cause);
        return FailureKind.INTERNAL.because("an internal error; the log of the bridge has more");
    }
}
