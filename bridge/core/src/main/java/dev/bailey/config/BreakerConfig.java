package dev.bailey.config;

import java.time.Duration;

/**
 * A circuit breaker; a service has none unless the file gives it one.
 *
 * @param failures in a row that open it
 * @param open how long it refuses calls before one may try
 */
public record BreakerConfig(int failures, Duration open) {
    public static final BreakerConfig DEFAULT = new BreakerConfig(/* failures= */ 5, Duration.ofSeconds(5));
}
