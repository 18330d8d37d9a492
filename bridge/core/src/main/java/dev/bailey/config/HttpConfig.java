package dev.bailey.config;

import java.util.List;

/**
 * The HTTP edge.
 *
 * @param listen one address or more
 * @param serverTiming whether answers carry a {@code Server-Timing} header
 */
public record HttpConfig(List<ListenAddress> listen, boolean serverTiming) {
    public static final HttpConfig DEFAULT =
            new HttpConfig(List.of(new ListenAddress.Tcp("127.0.0.1", 8080)), /* serverTiming= */ false);

    public HttpConfig {
        listen = List.copyOf(listen);
    }
}
