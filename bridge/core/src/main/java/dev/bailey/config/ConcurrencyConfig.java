package dev.bailey.config;

/**
 * How many calls one service may have in flight.
 *
 * @param max never more than these
 * @param adaptive whether a lower limit is found from its latency
 */
public record ConcurrencyConfig(int max, boolean adaptive) {
    public static final ConcurrencyConfig DEFAULT = new ConcurrencyConfig(/* max= */ 512, /* adaptive= */ true);
}
