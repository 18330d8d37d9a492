package dev.bailey.load.verdict;

import dev.bailey.load.paths.Quantile;
import java.util.Map;

/** What an arm adds to direct, in milliseconds at each percentile, and by how much its share of failed calls is larger. */
public record Difference(Map<Quantile, Interval> millis, Interval errorShare) {
    public Difference {
        millis = Map.copyOf(millis);
    }

    public Interval at(Quantile quantile) {
        Interval interval = millis.get(quantile);
        if (interval == null) {
            throw new IllegalArgumentException("no " + quantile.key());
        }
        return interval;
    }
}
