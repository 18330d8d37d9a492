package dev.bailey.load.peers;

import java.util.Locale;

/**
 * One line of the report: what was to be reached, what was measured, and whether that is enough.
 *
 * @param verdict one of "held", "missed", "no bar" or why there is none
 */
public record Bar(String what, String bar, String figure, String verdict) {
    public static Bar atMost(String what, double limit, double ratio, String figure) {
        return of(what, "≤ " + number(limit), figure, ratio <= limit);
    }

    public static Bar atLeast(String what, double limit, double ratio, String figure) {
        return of(what, "≥ " + number(limit), figure, ratio >= limit);
    }

    public static Bar of(String what, String bar, String figure, boolean held) {
        return new Bar(what, bar, figure, held ? "held" : "missed");
    }

    /** A figure that nothing was promised of. */
    public static Bar reported(String what, String figure) {
        return new Bar(what, "–", figure, "no bar");
    }

    public static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    public String row() {
        return "| " + String.join(" | ", what, bar, figure, verdict) + " |";
    }
}
