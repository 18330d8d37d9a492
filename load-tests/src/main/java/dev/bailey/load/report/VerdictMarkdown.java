package dev.bailey.load.report;

import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.stage.Played;
import dev.bailey.load.verdict.Interval;
import java.util.Map;
import java.util.Optional;

/** {@code verdict.md}. */
public final class VerdictMarkdown {
    private final Result result;
    private final StringBuilder out = new StringBuilder();

    private VerdictMarkdown(Result result) {
        this.result = result;
    }

    /** The file's text. */
    public static String of(Result result) {
        VerdictMarkdown page = new VerdictMarkdown(result);
        page.head();
        page.latencies();
        page.differences();
        page.scenes();
        return page.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void head() {
        var answer = result.verdict().answer();
        line("# " + Words.headline(answer) + ": `" + answer.word() + "`\n");
        line(Words.meaning(answer) + "\n");
        result.verdict().reasons().forEach(reason -> line("* " + reason));
        line("\nMeasured at " + Words.count(result.rate()) + " calls a second"
                + result.knee()
                        .map(knee -> " (80 % of the direct path's knee, " + Words.count(knee.rate()) + " a second)")
                        .orElse("")
                + ", " + result.comparison().rounds().counted().size() + " rounds, profile `"
                + result.profile().word() + "`, "
                + result.took().toSeconds() + " s in all, started " + result.started() + ".\n");
        String noise = result.comparison().rounds().words();
        if (!noise.isEmpty()) {
            line("Noise: " + noise + ".\n");
        }
    }

    private void latencies() {
        line("## Latency and cost\n");
        line("| path | p50 ms | p90 ms | p99 ms | p99.9 ms | failed | CPU µs per call |");
        line("|---|---|---|---|---|---|---|");
        for (PathName path : PathName.values()) {
            result.comparison().figures(Arm.of(path)).ifPresent(figures -> {
                StringBuilder row = new StringBuilder("| " + path.title());
                for (Quantile quantile : Quantile.values()) {
                    row.append(" | ").append(Words.millis(figures.at(quantile)));
                }
                var cpu = result.cpuMicrosPerCall(path);
                row.append(" | ")
                        .append(figures.failed())
                        .append(" of ")
                        .append(Words.count(figures.answered() + figures.failed()))
                        .append(" | ")
                        .append(cpu.isPresent() ? Words.count(cpu.getAsDouble()) : "not known")
                        .append(" |");
                line(row.toString());
            });
        }
        line("");
    }

    private void differences() {
        line("## What each adds to direct\n");
        line("Milliseconds, with the 95 % confidence interval.\n");
        line("| | p50 | p90 | p99 | p99.9 | budget |");
        line("|---|---|---|---|---|---|");
        difference(Arm.IN_PROCESS, result.target().budgets().inProcess());
        difference(Arm.SIDECAR, result.target().budgets().sidecar());
        difference(Arm.DIRECT_AGAIN, result.target().budgets().inProcess());
        line("\n*Direct again* is direct compared with itself (A/A): what noise alone does here. It "
                + (result.verdict().aaPasses() ? "stays" : "does not stay")
                + " within the budget. The sidecar's own figures "
                + (result.verdict().sidecarWithinBudget() ? "are within" : "are not within")
                + " its budget; they decide nothing.\n");
    }

    private void difference(Arm arm, Map<Quantile, Double> budget) {
        result.comparison().difference(arm).ifPresent(difference -> {
            StringBuilder row = new StringBuilder("| " + arm.title());
            for (Quantile quantile : Quantile.values()) {
                Interval interval = difference.at(quantile);
                row.append(" | ").append(Words.interval(interval));
            }
            line(row.append(" | ").append(budget(budget)).append(" |").toString());
        });
    }

    private static String budget(Map<Quantile, Double> budget) {
        StringBuilder text = new StringBuilder();
        for (Quantile quantile : Quantile.values()) {
            Optional.ofNullable(budget.get(quantile)).ifPresent(millis -> text.append(text.isEmpty() ? "" : ", ")
                    .append(quantile.title())
                    .append(" ≤ ")
                    .append(Words.millis(millis)));
        }
        return text.toString();
    }

    private void scenes() {
        line("## Other scenes\n");
        line("They show how the paths behave; they decide nothing.\n");
        line("| scene | path | calls a second | p50 ms | p99 ms | failed | Gatling's assertions |");
        line("|---|---|---|---|---|---|---|");
        for (Played played : result.others()) {
            for (SceneRow row : SceneRow.of(played)) {
                line("| " + played.stage().title() + " | " + row.arm().title() + " | " + Words.count(row.rate()) + " | "
                        + Words.millis(row.millis(Quantile.P50)) + " | " + Words.millis(row.millis(Quantile.P99))
                        + " | "
                        + row.failures() + " | " + (played.gatlingHolds() ? "hold" : "**do not hold**") + " |");
            }
        }
    }
}
