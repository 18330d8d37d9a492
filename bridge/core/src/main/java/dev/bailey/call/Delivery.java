package dev.bailey.call;

/** What is known of a request's way to the service; decides whether it may be tried again. */
public enum Delivery {
    /** No byte of it was written: trying again is always safe. */
    NOT_SENT("not_sent"),
    /** Written, in whole or in part, and not answered: the service may or may not have run it. */
    UNKNOWN("unknown"),
    /** The service answered it. */
    ANSWERED("answered");

    private final String label;

    Delivery(String label) {
        this.label = label;
    }

    /** The word in logs and metric labels. */
    public String label() {
        return label;
    }
}
