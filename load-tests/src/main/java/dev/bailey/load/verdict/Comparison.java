package dev.bailey.load.verdict;

import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the blocks say, before anybody judges it.
 *
 * @param rounds in which every arm was measured; others are left out
 */
public record Comparison(int rounds, Map<Arm, Figures> figures, Map<Arm, Difference> differences) {
    public Comparison {
        figures = Map.copyOf(figures);
        differences = Map.copyOf(differences);
    }

    /** Compares every arm with direct. */
    public static Comparison of(List<Sample> samples) {
        Set<Arm> arms = EnumSet.noneOf(Arm.class);
        samples.forEach(sample -> arms.add(sample.arm()));
        List<Integer> rounds = completeRounds(samples, arms);
        Map<Arm, Pool> pools = new EnumMap<>(Arm.class);
        arms.forEach(arm -> pools.put(arm, Pool.of(samples, arm, rounds)));
        Map<Arm, Figures> figures = new EnumMap<>(Arm.class);
        pools.forEach((arm, pool) -> figures.put(arm, figures(pool)));
        Map<Arm, Difference> differences = new EnumMap<>(Arm.class);
        Pool direct = pools.get(Arm.DIRECT);
        if (direct != null && rounds.size() >= 2) {
            pools.forEach((arm, pool) -> {
                if (arm != Arm.DIRECT) {
                    differences.put(arm, Bootstrap.difference(direct, pool));
                }
            });
        }
        return new Comparison(rounds.size(), figures, differences);
    }

    private static List<Integer> completeRounds(List<Sample> samples, Set<Arm> arms) {
        List<Integer> complete = new ArrayList<>();
        Set<Integer> all = new TreeSet<>();
        samples.forEach(sample -> all.add(sample.round()));
        for (int round : all) {
            long blocks = samples.stream().filter(s -> s.round() == round).count();
            if (blocks == arms.size()) {
                complete.add(round);
            }
        }
        return complete;
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
