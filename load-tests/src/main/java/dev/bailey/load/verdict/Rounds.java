package dev.bailey.load.verdict;

import dev.bailey.load.plan.Arm;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which rounds count. One that the machine disturbed is left out whole, for every arm alike, and what decides it is {@link Noise},
 * never a latency: otherwise a path could have its own bad moments forgiven. For the same reason nothing is left out when the noise
 * prefers one arm's blocks, or fills half of the rounds.
 *
 * @param counted those that count, in order
 * @param leftOut those that do not, because the machine was disturbed, with the worst of its noise
 * @param keptDespite why disturbed rounds count all the same; empty if none does
 */
public record Rounds(List<Integer> counted, Map<Integer, Noise> leftOut, String keptDespite) {
    /** Rarer is no chance. */
    private static final double CHANCE = 0.05;

    public Rounds {
        counted = List.copyOf(counted);
        leftOut = Map.copyOf(leftOut);
    }

    /** What became of disturbed rounds, for people; empty if there was none. */
    public String words() {
        if (leftOut.isEmpty()) {
            return keptDespite;
        }
        Noise worst = leftOut.values().stream().reduce(Noise.NONE, Noise::worse);
        return leftOut.size() + " of " + (leftOut.size() + counted.size())
                + " rounds are left out, for all ways alike, because the machine was disturbed: at worst "
                + worst.words();
    }

    /** Chooses among the rounds in which every arm was measured. */
    static Rounds of(List<Sample> samples) {
        Set<Arm> arms = EnumSet.noneOf(Arm.class);
        samples.forEach(sample -> arms.add(sample.arm()));
        Map<Integer, List<Sample>> rounds = new TreeMap<>();
        samples.forEach(sample -> rounds.computeIfAbsent(sample.round(), round -> blocks(samples, round)));
        rounds.values().removeIf(blocks -> blocks.size() != arms.size());
        Map<Integer, Noise> disturbed = disturbed(rounds);
        String despite = whyKept(rounds, disturbed, arms);
        if (!despite.isEmpty()) {
            return new Rounds(List.copyOf(rounds.keySet()), Map.of(), despite);
        }
        List<Integer> counted = rounds.keySet().stream()
                .filter(round -> !disturbed.containsKey(round))
                .toList();
        return new Rounds(counted, disturbed, "");
    }

    private static List<Sample> blocks(List<Sample> samples, int round) {
        return samples.stream().filter(sample -> sample.round() == round).toList();
    }

    private static Map<Integer, Noise> disturbed(Map<Integer, List<Sample>> rounds) {
        Map<Integer, Noise> disturbed = new TreeMap<>();
        rounds.forEach((round, blocks) -> {
            Noise worst = blocks.stream().map(Sample::noise).reduce(Noise.NONE, Noise::worse);
            if (worst.disturbs()) {
                disturbed.put(round, worst);
            }
        });
        return disturbed;
    }

    private static String whyKept(Map<Integer, List<Sample>> rounds, Map<Integer, Noise> disturbed, Set<Arm> arms) {
        if (disturbed.size() * 2 > rounds.size()) {
            Noise worst = disturbed.values().stream().reduce(Noise.NONE, Noise::worse);
            return "the machine was disturbed in " + disturbed.size() + " of " + rounds.size()
                    + " rounds, too many to leave out: at worst " + worst.words();
        }
        Map<Arm, Integer> hits = hits(rounds);
        int all = hits.values().stream().mapToInt(Integer::intValue).sum();
        for (Map.Entry<Arm, Integer> hit : hits.entrySet()) {
            if (atLeast(hit.getValue(), all, 1.0 / arms.size()) < CHANCE) {
                return "the machine was disturbed in " + hit.getValue() + " blocks of "
                        + hit.getKey().title() + " and in " + (all - hit.getValue())
                        + " of all others: that may be its own doing, so no round is left out";
            }
        }
        return "";
    }

    /** How many blocks of each arm were disturbed. */
    private static Map<Arm, Integer> hits(Map<Integer, List<Sample>> rounds) {
        Map<Arm, Integer> hits = new EnumMap<>(Arm.class);
        rounds.values().stream()
                .flatMap(List::stream)
                .filter(sample -> sample.noise().disturbs())
                .forEach(sample -> hits.merge(sample.arm(), 1, Integer::sum));
        return hits;
    }

    /** How likely so many of all are, or more, if each is with this chance: the binomial distribution's upper tail. */
    private static double atLeast(int hits, int all, double chance) {
        double tail = 0;
        double ways = 1;
        for (int k = 0; k <= all; k++) {
            if (k >= hits) {
                tail += ways * Math.pow(chance, k) * Math.pow(1 - chance, all - k);
            }
            ways = ways * (all - k) / (k + 1);
        }
        return tail;
    }
}
