package dev.bailey.load.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Rounds of arms, each round with every arm once and in an order of its own. */
public final class Interleaving {
    private Interleaving() {}

    /** The order of arms in each round. */
    public static List<List<Arm>> of(List<Arm> arms, int rounds, RandomGenerator random) {
        List<List<Arm>> order = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<Arm> shuffled = new ArrayList<>(arms);
            for (int i = shuffled.size() - 1; i > 0; i--) {
                Collections.swap(shuffled, i, random.nextInt(i + 1));
            }
            order.add(List.copyOf(shuffled));
        }
        return order;
    }
}
