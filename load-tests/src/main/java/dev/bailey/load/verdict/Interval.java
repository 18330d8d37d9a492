package dev.bailey.load.verdict;

/** A value with its 95 % confidence interval. */
public record Interval(double value, double low, double high) {

    /** Whether all of it lies within this distance of zero. */
    public boolean isWithin(double bound) {
        return -bound <= low && high <= bound;
    }

    /** How far from zero it reaches. */
    public double reach() {
        return Math.max(Math.abs(low), Math.abs(high));
    }
}
