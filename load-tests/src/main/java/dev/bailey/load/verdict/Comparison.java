package dev.bailey.load.verdict;

import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the blocks of the rounds that count say, before anybody judges it. */
public record Comparison(Rounds rounds, Map<Arm, Figures> figures, Map<Arm, Difference> differences) {
    public Comparison {
        figures = Map.copyOf(figures);
        differences = Map.copyOf(differences);
    }

    /** Compares every arm with direct. */
    public static Comparison of(List<Sample> samples) {
        Set<Arm> arms = EnumSet.noneOf(Arm.class);
        samples.forEach(sample -> arms.add(sample.arm()));
        Rounds rounds = Rounds.of(samples);
        Map<Arm, Pool> pools = new EnumMap<>(Arm.class);
        arms.forEach(arm -> pools.put(arm, Pool.of(samples, arm, rounds.counted())));
        Map<Arm, Figures> figures = new EnumMap<>(Arm.class);
        pools.forEach((arm, pool) -> figures.put(arm, figures(pool)));
        Map<Arm, Difference> differences = new EnumMap<>(Arm.class);
        Pool direct = pools.get(Arm.DIRECT);
        if (direct != null && rounds.counted().size() >= 2) {
            pools.forEach((arm, pool) -> {
                if (arm != Arm.DIRECT) {
                    differences.put(arm, Bootstrap.difference(direct, pool));
                }
            });
        }
        return new Comparison(rounds, figures, differences);
    }

    private static Figures figures(Pool pool) {
        double[] values = pool.quantiles(pool.all());
        Map<Quantile, Double> millis = new EnumMap<>(Quantile.class);
        int next = 0;
        for (Quantile quantile : Quantile.values()) {
            millis.put(quantile, values[next++]);
        }
        return new Figures(millis, pool.answered(), pool.failed());
    }

    public Optional<Figures> figures(Arm arm) {
        return Optional.ofNullable(figures.get(arm));
    }

    public Optional<Difference> difference(Arm arm) {
        return Optional.ofNullable(differences.get(arm));
    }
}
