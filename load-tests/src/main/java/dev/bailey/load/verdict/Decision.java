package dev.bailey.load.verdict;

import static java.util.Locale.ROOT;

import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.verdict.Verdict.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides; a function of the measured blocks and the budgets and of nothing else. It says {@code retire} only if the whole 95 %
 * interval of every budgeted difference lies within its budget, no more calls failed than on direct, and direct compared with
 * itself shows that differences of that size can be told here. It says {@code keep} only if the whole interval lies over the budget.
 * Everything between is {@code inconclusive}. The sidecar's figures never decide.
 */
public final class Decision {
    /** Fewer say nothing about differences between rounds. */
    static final int FEWEST_ROUNDS = 4;

    /** Fewer have less than ten calls above p99. */
    static final long FEWEST_CALLS = 1_000;

    /** If more of the direct path's calls fail it is overloaded or broken, and there is nothing to compare with. */
    static final double MOST_DIRECT_ERRORS = 0.01;

    private final Comparison comparison;
    private final Budgets budgets;
    private final Map<Quantile, Double> budget;

    private Decision(Comparison comparison, Budgets budgets) {
        this.comparison = comparison;
        this.budgets = budgets;
        this.budget = budgets.of(PathName.IN_PROCESS);
    }

    public static Verdict of(Comparison comparison, Budgets budgets) {
        return new Decision(comparison, budgets).decide();
    }

    private Verdict decide() {
        boolean aa = aaPasses();
        Optional<String> unusable = whyUnusable();
        if (unusable.isPresent()) {
            return verdict(Answer.INCONCLUSIVE, List.of(unusable.get()), false);
        }
        List<String> over = over(aa);
        if (!over.isEmpty()) {
            return verdict(Answer.KEEP, over, aa);
        }
        if (!aa) {
            return verdict(Answer.INCONCLUSIVE, tooNoisy(), false);
        }
        List<String> doubts = doubts();
        return doubts.isEmpty()
                ? verdict(Answer.RETIRE, List.of(within()), true)
                : verdict(Answer.INCONCLUSIVE, doubts, true);
    }

    private Verdict verdict(Answer answer, List<String> reasons, boolean aa) {
        return new Verdict(answer, reasons, aa, sidecarWithinBudget());
    }

    // ---- is there anything to decide on?

    private Optional<String> whyUnusable() {
        if (comparison.figures(Arm.IN_PROCESS).isEmpty()) {
            return Optional.of("the in-process path was not measured: name its URL as 'inProcess' in the target");
        }
        if (comparison.figures(Arm.DIRECT).isEmpty()
                || comparison.difference(Arm.IN_PROCESS).isEmpty()) {
            return Optional.of("the direct path was not measured beside the in-process one");
        }
        int rounds = comparison.rounds().counted().size();
        if (rounds < FEWEST_ROUNDS) {
            return Optional.of(
                    "only " + rounds + " rounds count; " + FEWEST_ROUNDS + " are the fewest that say anything");
        }
        for (Figures figures : comparison.figures().values()) {
            if (figures.answered() < FEWEST_CALLS && figures.failed() == 0) {
                return Optional.of(
                        "too few calls: " + figures.answered() + " on one of the paths, and p99 needs " + FEWEST_CALLS);
            }
        }
        double failing = figures(Arm.DIRECT).errorShare();
        return failing > MOST_DIRECT_ERRORS
                ? Optional.of("the direct path itself fails: " + percent(failing) + " of its calls")
                : Optional.empty();
    }

    // ---- A/A

    private boolean aaPasses() {
        Optional<Difference> again = comparison.difference(Arm.DIRECT_AGAIN);
        return again.isPresent()
                && budget.entrySet().stream()
                        .allMatch(entry -> again.get().at(entry.getKey()).isWithin(entry.getValue()));
    }

    private List<String> tooNoisy() {
        Optional<Difference> again = comparison.difference(Arm.DIRECT_AGAIN);
        if (again.isEmpty()) {
            return List.of("direct was not compared with itself");
        }
        StringBuilder why = new StringBuilder("too noisy here: direct compared with itself differs by");
        String joint = " ";
        for (Quantile quantile : Quantile.values()) {
            Double bound = budget.get(quantile);
            if (bound != null && !again.get().at(quantile).isWithin(bound)) {
                why.append(joint)
                        .append(interval(again.get().at(quantile)))
                        .append(" at ")
                        .append(quantile.title())
                        .append(" (±")
                        .append(millis(bound))
                        .append(" would tell)");
                joint = ", ";
            }
        }
        String noise = comparison.rounds().keptDespite();
        return noise.isEmpty() ? List.of(why.toString()) : List.of(why.toString(), noise);
    }

    /** What noise alone did at this percentile; nothing that small counts as over the budget when the A/A check fails. */
    private double noise(Quantile quantile) {
        return comparison
                .difference(Arm.DIRECT_AGAIN)
                .map(again -> again.at(quantile).reach())
                .orElse(0.0);
    }

    // ---- the in-process path

    private List<String> over(boolean aa) {
        List<String> over = new ArrayList<>();
        Interval errors = difference(Arm.IN_PROCESS).errorShare();
        if (errors.low() > budgets.errorShare()) {
            over.add("in-process fails more often than direct: "
                    + percent(figures(Arm.IN_PROCESS).errorShare()) + " of its calls against "
                    + percent(figures(Arm.DIRECT).errorShare()));
        }
        for (Quantile quantile : Quantile.values()) {
            Double most = budget.get(quantile);
            if (most != null) {
                Interval added = difference(Arm.IN_PROCESS).at(quantile);
                if (added.low() > most + (aa ? 0 : noise(quantile))) {
                    over.add("in-process adds " + interval(added) + " at " + quantile.title() + ", over the budget of "
                            + millis(most));
                }
            }
        }
        return over;
    }

    private List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (difference(Arm.IN_PROCESS).errorShare().value() > budgets.errorShare()) {
            doubts.add("in-process failed " + figures(Arm.IN_PROCESS).failed() + " calls, direct "
                    + figures(Arm.DIRECT).failed() + ": few enough to be chance, too many to be sure");
        }
        for (Quantile quantile : Quantile.values()) {
            Double most = budget.get(quantile);
            if (most != null && difference(Arm.IN_PROCESS).at(quantile).high() > most) {
                doubts.add("in-process adds "
                        + interval(difference(Arm.IN_PROCESS).at(quantile)) + " at " + quantile.title()
                        + ": the budget of " + millis(most) + " lies within what is possible");
            }
        }
        return doubts;
    }

    private String within() {
        StringBuilder all = new StringBuilder("in-process adds");
        String joint = " ";
        for (Quantile quantile : Quantile.values()) {
            Double most = budget.get(quantile);
            if (most != null) {
                all.append(joint)
                        .append(interval(difference(Arm.IN_PROCESS).at(quantile)))
                        .append(" at ")
                        .append(quantile.title())
                        .append(" (budget ")
                        .append(millis(most))
                        .append(')');
                joint = ", ";
            }
        }
        return all.append(", and no more calls failed").toString();
    }

    // ---- the sidecar

    private boolean sidecarWithinBudget() {
        Optional<Difference> added = comparison.difference(Arm.SIDECAR);
        return added.isPresent()
                && added.get().errorShare().value() <= budgets.errorShare()
                && budgets.of(PathName.SIDECAR).entrySet().stream()
                        .allMatch(budget -> added.get().at(budget.getKey()).high() <= budget.getValue());
    }

    // ---- words

    private Figures figures(Arm arm) {
        return comparison.figures(arm).orElseThrow();
    }

    private Difference difference(Arm arm) {
        return comparison.difference(arm).orElseThrow();
    }

    private static String interval(Interval interval) {
        return String.format(ROOT, "%+.2f ms (%+.2f to %+.2f)", interval.value(), interval.low(), interval.high());
    }

    private static String millis(double millis) {
        return String.format(ROOT, "%.2f ms", millis);
    }

    private static String percent(double share) {
        return String.format(ROOT, "%.2f %%", share * 100);
    }
}
