package dev.bailey.load.report;

import static java.util.Locale.ROOT;

import dev.bailey.load.paths.PathName;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.verdict.Interval;
import dev.bailey.load.verdict.Verdict.Answer;
import java.util.OptionalDouble;

/** The same words on the page, in Markdown and on the terminal. */
final class Words {
    private Words() {}

    static String headline(Answer answer) {
        return switch (answer) {
            case RETIRE -> "The sidecar may go";
            case KEEP -> "Keep the sidecar for now";
            case INCONCLUSIVE -> "Not yet: this run cannot tell";
        };
    }

    static String meaning(Answer answer) {
        return switch (answer) {
            case RETIRE -> "With Bailey inside the service, calls are as fast as without Bailey, within the budget.";
            case KEEP -> "Bailey inside the service costs more than the budget allows.";
            case INCONCLUSIVE ->
                "This run does not show whether Bailey inside the service stays within the budget. Run again where nothing else"
                        + " runs, or longer.";
        };
    }

    static String of(Arm arm) {
        return arm.title();
    }

    static String what(PathName path, boolean builtIn) {
        return switch (path) {
            case DIRECT -> builtIn ? "the service serves HTTP itself, without Bailey" : "the service without Bailey";
            case SIDECAR -> "Bailey in a process of its own before the service";
            case IN_PROCESS -> "Bailey inside the service's process";
        };
    }

    /** Thousands apart. */
    static String count(long number) {
        return String.format(ROOT, "%,d", number);
    }

    /** Thousands apart, no fraction. */
    static String count(double number) {
        return String.format(ROOT, "%,d", Math.round(number));
    }

    static String millis(double millis) {
        return String.format(ROOT, millis < 10 ? "%.2f" : "%.1f", millis);
    }

    /** A dash where there is none. */
    static String millis(OptionalDouble millis) {
        return millis.isPresent() ? millis(millis.getAsDouble()) : "–";
    }

    static String signed(double millis) {
        return String.format(ROOT, Math.abs(millis) < 10 ? "%+.2f" : "%+.1f", millis);
    }

    static String interval(Interval interval) {
        return signed(interval.value()) + " (" + signed(interval.low()) + " to " + signed(interval.high()) + ")";
    }
}
