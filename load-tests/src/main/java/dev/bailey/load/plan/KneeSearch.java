package dev.bailey.load.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the knee of a path: the highest rate at which every call is answered, and 99 of 100 within four times
 * what they need at a low rate (2 ms at least). Up by halves until a
 * rate is too high, then between the last two; a rate that fails is tried once more, for a neighbour's noise is not the path's.
 */
public final class KneeSearch {
    private static final double GROWTH = 1.5;
    private static final double CLOSE_ENOUGH = 1.08;
    private static final int TRIES = 2;
    private static final double ANSWERED = 0.97;
    private static final double LEAST_LIMIT_MILLIS = 2;

    /** What a rate led to. */
    public record Step(double rate, double answeredShare, double p99Millis, long errors) {
        /** Whether the path keeps up with it. */
        boolean isFine(double limitMillis) {
            return errors == 0 && answeredShare >= ANSWERED && p99Millis <= limitMillis;
        }
    }

    /** Runs a path at a rate for a moment. */
    @FunctionalInterface
    public interface Load {
        Step at(double rate) throws InterruptedException;
    }

    /**
     * What was found.
     *
     * @param rate calls per second
     * @param steps every rate that was tried, in order
     * @param bounded false when the path was still fine at the highest rate that may be tried
     */
    public record Knee(double rate, double limitMillis, List<Step> steps, boolean bounded) {
        public Knee {
            steps = List.copyOf(steps);
        }
    }

    private final Load load;
    private final double maxRate;
    private final List<Step> steps = new ArrayList<>();

    public KneeSearch(Load load, double maxRate) {
        this.load = load;
        this.maxRate = maxRate;
    }

    /**
     * Searches.
     *
     * @param startRate which the path is known to manage with ease: what it needs there sets the limit
     * @throws IllegalStateException if calls fail even at that rate
     */
    public Knee find(double startRate) throws InterruptedException {
        Step easy = step(startRate);
        Step again = step(startRate);
        if (easy.errors() > 0 && again.errors() > 0) {
            throw new IllegalStateException("the direct path fails at " + Math.round(startRate)
                    + " calls a second already: " + again.errors() + " calls went wrong");
        }
        double limit = Math.max(LEAST_LIMIT_MILLIS, 4 * Math.min(easy.p99Millis(), again.p99Millis()));
        double good = startRate;
        double bad = Double.NaN;
        while (Double.isNaN(bad) ? good < maxRate : bad / good > CLOSE_ENOUGH) {
            double next = Double.isNaN(bad) ? Math.min(maxRate, good * GROWTH) : Math.sqrt(good * bad);
            if (isFine(next, limit)) {
                good = next;
            } else {
                bad = next;
            }
        }
        return new Knee(good, limit, steps, !Double.isNaN(bad));
    }

    private boolean isFine(double rate, double limit) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            if (step(rate).isFine(limit)) {
                return true;
            }
        }
        return false;
    }

    private Step step(double rate) throws InterruptedException {
        Step step = load.at(rate);
        steps.add(step);
        return step;
    }
}
