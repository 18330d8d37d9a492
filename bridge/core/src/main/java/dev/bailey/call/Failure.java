package dev.bailey.call;

/**
 * Why Bailey failed a call. A value, not an exception: it travels through the pipeline like any reply.
 *
 * @param detail for the caller: what happened and where; never an exception's text or a class name
 * @param delivery whether the request reached the service
 */
public record Failure(FailureKind kind, String detail, Delivery delivery) {

    /** The same failure when the request's way is known better. */
    public Failure delivered(Delivery known) {
        return new Failure(kind, detail, known);
    }

    public Outcome outcome() {
        return kind.outcome();
    }
}
