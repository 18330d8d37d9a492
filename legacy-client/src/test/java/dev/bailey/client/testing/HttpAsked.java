package dev.bailey.client.testing;

import java.util.Map;

/**
 * An HTTP request as the service saw it.
 *
 * @param line the request line
 * @param headers by name in lower case
 */
public record HttpAsked(String line, Map<String, String> headers, String body) {

    /** The id of the JSON-RPC request in the body: the first digits after {@code "id":}. */
    public String id() {
        int from = body.indexOf("\"id\":") + 5;
        int to = from;
        while (Character.isDigit(body.charAt(to))) {
            to++;
        }
        return body.substring(from, to);
    }
}
