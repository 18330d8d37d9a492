package dev.bailey.call;

/** How a call ended. Every call ends in exactly one; the word is the same in logs, metric labels and error bodies. */
public enum Outcome {
    OK("ok", "OK"),
    ACCEPTED("accepted", "Accepted"),
    RPC_ERROR("rpc_error", "The service answered an error"),
    HTTP_ERROR("http_error", "The service answered an HTTP error"),
    BAD_REQUEST("bad_request", "Bad request"),
    NO_ROUTE("no_route", "No such route"),
    TOO_LARGE("too_large", "Too large"),
    OVERLOADED("overloaded", "Overloaded"),
    UNAVAILABLE("unavailable", "Service unavailable"),
    BAD_REPLY("bad_reply", "The service broke the protocol"),
    TIMEOUT("timeout", "Deadline passed"),
    CLIENT_GONE("client_gone", "The caller went away"),
    INTERNAL("internal", "Internal error");

    private final String label;
    private final String title;
    private final String urn;

    Outcome(String label, String title) {
        this.label = label;
        this.title = title;
        this.urn = "urn:bailey:outcome:" + label;
    }

    /** The word in logs and metric labels. */
    public String label() {
        return label;
    }

    /** A short title for people. */
    public String title() {
        return title;
    }

    /** The {@code type} of problem bodies (RFC 9457, section 3.1.1). */
    public String urn() {
        return urn;
    }

    /** Whether the caller got what it asked for. */
    public boolean isSuccess() {
        return this == OK || this == ACCEPTED;
    }
}
