package dev.bailey.client;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;

/** No answer that counts could be had: unreachable, too late, refused, broken, or a result that is not of the wanted type. */
public final class CallFailedException extends LegacyCallException {
    private final String detail;
    private final Delivery delivery;

    CallFailedException(String method, Failure failure) {
        super(method, failure.outcome(), failure.outcome().label() + ": " + failure.detail());
        this.detail = failure.detail();
        this.delivery = failure.delivery();
    }

    /** What happened and where. */
    public String detail() {
        return detail;
    }

    /** Whether the request reached the service; {@link Delivery#NOT_SENT} means that calling again can do no harm. */
    public Delivery delivery() {
        return delivery;
    }
}
