package dev.bailey.load.verdict;

import dev.bailey.load.paths.Quantile;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Confidence intervals by resampling rounds (a paired block bootstrap): calls within a block are not independent – one stall hits
 * many – but rounds nearly are, and both arms of a difference are taken from the same rounds. Percentile intervals from few rounds
 * are too narrow; they are widened as Student's t is wider than the normal distribution.
 */
final class Bootstrap {
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_261_101;
    private static final double NORMAL = 1.960;

    /** Student's t at 97.5 % for 1, 2, … degrees of freedom. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private Bootstrap() {}

    /** What {@code other} adds to {@code base}; both have the same rounds, two or more. */
    static Difference difference(Pool base, Pool other) {
        int rounds = base.all().length;
        int quantiles = Quantile.values().length;
        double[][] differences = new double[quantiles + 1][RESAMPLES];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RESAMPLES; i++) {
            int[] chosen = random.ints(rounds, 0, rounds).toArray();
            double[] of = differences(base, other, chosen);
            for (int k = 0; k <= quantiles; k++) {
                differences[k][i] = of[k];
            }
        }
        double[] values = differences(base, other, base.all());
        Map<Quantile, Interval> millis = new EnumMap<>(Quantile.class);
        int next = 0;
        for (Quantile quantile : Quantile.values()) {
            millis.put(quantile, interval(values[next], differences[next], rounds));
            next++;
        }
        return new Difference(millis, interval(values[quantiles], differences[quantiles], rounds));
    }

    private static double[] differences(Pool base, Pool other, int[] chosen) {
        double[] less = base.quantiles(chosen);
        double[] more = other.quantiles(chosen);
        double[] differences = new double[less.length + 1];
        for (int k = 0; k < less.length; k++) {
            differences[k] = more[k] - less[k];
        }
        differences[less.length] = other.errorShare(chosen) - base.errorShare(chosen);
        return differences;
    }

    private static Interval interval(double value, double[] resampled, int rounds) {
        Arrays.sort(resampled);
        double low = resampled[(int) (RESAMPLES * 0.025)];
        double high = resampled[(int) (RESAMPLES * 0.975) - 1];
        double wider = widening(rounds);
        return new Interval(value, value - wider * Math.max(0, value - low), value + wider * Math.max(0, high - value));
    }

    static double widening(int rounds) {
        int freedom = rounds - 1;
        double student = freedom <= STUDENT.length ? STUDENT[freedom - 1] : NORMAL;
        return student / NORMAL * Math.sqrt((double) rounds / freedom);
    }
}
