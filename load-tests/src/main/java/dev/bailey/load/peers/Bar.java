package dev.bailey.load.peers;

import java.util.Locale;

/**
 * One line of the report: what was to be reached, what was measured, and whether that is enough.
 *
 * @param verdict one of "held", "missed" or "see note"
 */
record Bar(String what, String bar, String figure, String verdict) {
    static Bar atMost(String what, double limit, double ratio, String figure) {
        return new Bar(what, "≤ " + number(limit), figure, ratio <= limit ? "held" : "missed");
    }

    static Bar atLeast(String what, double limit, double ratio, String figure) {
        return new Bar(what, "≥ " + number(limit), figure, ratio >= limit ? "held" : "missed");
    }

    /** Measured by another program, which is named. */
    static Bar elsewhere(String what, String bar, String where) {
        return new Bar(what, bar, "", where);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    String row() {
        return "| " + String.join(" | ", what, bar, figure, verdict) + " |";
    }
}
