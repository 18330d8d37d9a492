package dev.bailey.client.http;

/** Why an HTTP answer did not come whole. */
public enum HttpTrouble {
    /** The connection was lost before the first byte of the answer. */
    LOST,
    /** The connection was lost after it. */
    CUT_OFF,
    /** The head or the body is over its limit. */
    TOO_LARGE,
    /** These bytes are not HTTP/1.1, or an interim answer (RFC 9110, section 15.2) that must not be taken for the final one. */
    MALFORMED,
    /** Whoever waits for the answer has no room for it. */
    REFUSED
}
