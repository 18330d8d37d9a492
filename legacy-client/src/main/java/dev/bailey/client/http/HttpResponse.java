package dev.bailey.client.http;

import dev.bailey.http.Headers;

/**
 * A whole answer.
 *
 * @param status 200 to 599
 * @param headers all that came, in their order; {@link EndToEnd} says which of them concern others than the connection
 * @param body without its transfer coding; not to be changed
 */
public record HttpResponse(int status, Headers headers, byte[] body) {}
