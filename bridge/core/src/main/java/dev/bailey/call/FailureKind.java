package dev.bailey.call;

/**
 * Every way in which Bailey itself fails a call, with the outcome it counts as, the status an HTTP caller sees and the code
 * a JSON-RPC caller sees. This table is the only place that decides them.
 */
public enum FailureKind {
    MALFORMED(Outcome.BAD_REQUEST, 400, -32700),
    INVALID_CALL(Outcome.BAD_REQUEST, 400, -32600),
    INVALID_PARAMS(Outcome.BAD_REQUEST, 400, -32602),
    VERB_NOT_ALLOWED(Outcome.BAD_REQUEST, 405, -32600),
    REQUEST_TIMEOUT(Outcome.BAD_REQUEST, 408, -32600),
    URI_TOO_LONG(Outcome.BAD_REQUEST, 414, -32602),
    UNSUPPORTED_MEDIA_TYPE(Outcome.BAD_REQUEST, 415, -32600),
    HEADERS_TOO_LARGE(Outcome.BAD_REQUEST, 431, -32602),
    NO_ROUTE(Outcome.NO_ROUTE, 404, -32601),
    REQUEST_TOO_LARGE(Outcome.TOO_LARGE, 413, -32013),
    REPLY_TOO_LARGE(Outcome.TOO_LARGE, 502, -32013),
    OVERLOADED(Outcome.OVERLOADED, 503, -32053),
    UNAVAILABLE(Outcome.UNAVAILABLE, 502, -32052),
    BREAKER_OPEN(Outcome.UNAVAILABLE, 503, -32052),
    BAD_REPLY(Outcome.BAD_REPLY, 502, -32052),
    TIMEOUT(Outcome.TIMEOUT, 504, -32054),
    /** Nobody is there to see the answer; 499 is what reverse proxies log. */
    CLIENT_GONE(Outcome.CLIENT_GONE, 499, -32052),
    INTERNAL(Outcome.INTERNAL, 500, -32603);

    private final Outcome outcome;
    private final int status;
    private final int code;

    FailureKind(Outcome outcome, int status, int code) {
        this.outcome = outcome;
        this.status = status;
        this.code = code;
    }

    /** What the call counts as. */
    public Outcome outcome() {
        return outcome;
    }

    /** The status that an HTTP caller sees. */
    public int status() {
        return status;
    }

    /** The {@code error.code} that a JSON-RPC caller sees. */
    public int code() {
        return code;
    }

    /** A failure of this kind before anything was sent to the service. */
    public Failure because(String detail) {
        return new Failure(this, detail, Delivery.NOT_SENT);
    }
}
