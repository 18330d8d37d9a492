package dev.bailey.load.verdict;

import dev.bailey.load.paths.Quantile;
import java.util.Map;

/** One arm over all its blocks: milliseconds at each percentile, and how many calls failed. */
public record Figures(Map<Quantile, Double> millis, long answered, long failed) {
    public Figures {
        millis = Map.copyOf(millis);
    }

    public double at(Quantile quantile) {
        Double value = millis.get(quantile);
        if (value == null) {
            throw new IllegalArgumentException("no " + quantile.key());
        }
        return value;
    }

    public double errorShare() {
        long all = answered + failed;
        return all == 0 ? 0 : (double) failed / all;
    }
}
