package dev.bailey.chaos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws one of several things, each as often as its weight says. Not thread-safe: {@link #copy} one for each thread. */
public final class Lot<T> {
    private final Map<T, Double> weights = new LinkedHashMap<>();
    private final SplittableRandom random;
    private double sum;

    public Lot(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Adds a thing that is drawn as often as its weight says; this lot again. */
    public Lot<T> add(T thing, double weight) {
        weights.merge(thing, weight, Double::sum);
        sum += weight;
        return this;
    }

    public T draw() {
        double at = random.nextDouble() * sum;
        T last = null;
        for (Map.Entry<T, Double> entry : weights.entrySet()) {
            last = entry.getKey();
            at -= entry.getValue();
            if (at < 0) {
                break;
            }
        }
        if (last == null) {
            throw new IllegalStateException("nothing to draw from");
        }
        return last;
    }

    /** From low to less than high. */
    public int number(int low, int high) {
        return random.nextInt(low, high);
    }

    /** The same weights, other luck. */
    public Lot<T> copy() {
        Lot<T> copy = new Lot<>(random.nextLong());
        weights.forEach(copy::add);
        return copy;
    }
}
