package dev.bailey.client.http;

import dev.bailey.http.Headers;
import dev.bailey.http.Payload;

/**
 * A whole answer.
 *
 * @param status 200 to 599
 * @param headers all that came, in their order; {@link EndToEnd} says which of them concern others than the connection
 * @param body without its transfer coding
 */
public record HttpResponse(int status, Headers headers, Payload body) {}
