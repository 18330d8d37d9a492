package dev.bailey.vertx;

import dev.bailey.http.Headers;

/**
 * What the head of a request says.
 *
 * @param version the minor version of HTTP/1: 0 or 1
 * @param bodyLength bytes of the body, or {@link #CHUNKED}
 * @param keepAlive whether the caller would keep the connection
 * @param expectsContinue whether the caller waits for {@code 100 Continue} before it sends the body
 */
record RequestHead(
        String verb,
        String target,
        int version,
        Headers headers,
        long bodyLength,
        boolean keepAlive,
        boolean expectsContinue) {
    static final long CHUNKED = -1;

    boolean isHead() {
        return verb.equals("HEAD");
    }
}
