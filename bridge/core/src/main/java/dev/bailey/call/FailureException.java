package dev.bailey.call;

/** Carries a {@link Failure} where only an exception can travel: a body being read, a mapping step. Has no stack trace. */
public final class FailureException extends RuntimeException {
    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.detail(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
