package dev.bailey.load.paths;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a path may add to direct, in milliseconds. A percentile without a budget has that of the next higher one which has – what may
 * not be added to one call in a hundred may not be added to half of them either – and above the highest there is none.
 *
 * @param errorShare by how much the share of failed calls may be larger than direct's: 0 for not at all
 */
public record Budgets(Map<Quantile, Double> inProcess, Map<Quantile, Double> sidecar, double errorShare) {
    public static final Budgets DEFAULT =
            new Budgets(Map.of(Quantile.P99, 0.2), Map.of(Quantile.P99, 1.0), /* errorShare= */ 0);

    public Budgets {
        inProcess = Map.copyOf(inProcess);
        sidecar = Map.copyOf(sidecar);
    }

    /** The budget of every percentile that has one, its own or that of a higher one. */
    public Map<Quantile, Double> of(PathName path) {
        Map<Quantile, Double> given = path == PathName.SIDECAR ? sidecar : inProcess;
        Map<Quantile, Double> all = new EnumMap<>(Quantile.class);
        for (Quantile quantile : Quantile.values()) {
            given.entrySet().stream()
                    .filter(budget -> budget.getKey().compareTo(quantile) >= 0)
                    .min(Map.Entry.comparingByKey())
                    .ifPresent(budget -> all.put(quantile, budget.getValue()));
        }
        return all;
    }
}
