package dev.bailey.client.http;

import dev.bailey.http.Headers;

/**
 * What the head of an answer says.
 *
 * @param length bytes of the body, {@link #CHUNKED} or {@link #UNTIL_CLOSE}
 * @param lasting whether the service keeps the connection open
 */
record ResponseHead(int status, Headers headers, long length, boolean lasting) {
    static final long CHUNKED = -1;
    static final long UNTIL_CLOSE = -2;

    private static final int CONTINUE = 100;
    private static final int EARLY_HINTS = 103;
    private static final int FIRST_FINAL = 200;
    private static final int LAST_FINAL = 599;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    boolean isFinal() {
        return status >= FIRST_FINAL && status <= LAST_FINAL;
    }

    /** Whether the final answer is still to come. Any other below 200 would change the protocol, or nobody knows what. */
    boolean isInterim() {
        return status == CONTINUE || status == EARLY_HINTS;
    }

    /** Whatever the headers announce (RFC 9112, section 6.3). */
    boolean isBodyless() {
        return status == NO_CONTENT || status == NOT_MODIFIED;
    }
}
