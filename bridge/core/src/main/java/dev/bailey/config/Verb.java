package dev.bailey.config;

/** A method of HTTP that a route may have. */
public enum Verb {
    GET(false, true),
    HEAD(false, true),
    POST(true, false),
    PUT(true, true),
    PATCH(true, false),
    DELETE(false, true);

    private final boolean body;
    private final boolean idempotent;

    Verb(boolean body, boolean idempotent) {
        this.body = body;
        this.idempotent = idempotent;
    }

    /** Whether requests have a body; those without refuse one. */
    public boolean hasBody() {
        return body;
    }

    /** Whether doing it twice is as good as once, unless the route says otherwise (RFC 9110, 9.2.2). */
    public boolean idempotent() {
        return idempotent;
    }
}
