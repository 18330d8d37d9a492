package dev.bailey.load.report;

import static java.util.Locale.ROOT;

import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import java.nio.file.Path;

/** What is printed at the end of a run. */
public final class Summary {
    private Summary() {}

    /** A few lines, with where the rest is. */
    public static String of(Result result, Path folder) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                ROOT,
                "%n%s (%s), at %s calls a second%n",
                Words.headline(result.verdict().answer()),
                result.verdict().answer().word(),
                Words.count(result.rate())));
        result.verdict()
                .reasons()
                .forEach(reason -> text.append("  ").append(reason).append(System.lineSeparator()));
        text.append(String.format(ROOT, "%n%-14s", "milliseconds"));
        for (Quantile quantile : Quantile.values()) {
            text.append(String.format(ROOT, "%9s", quantile.title()));
        }
        text.append(String.format(
                ROOT, "%9s%16s   %s%n", "failed", "CPU µs a call", "adds to direct at p99 (95 % interval)"));
        for (PathName path : PathName.values()) {
            row(text, result, path);
        }
        return text.append(String.format(ROOT, "%nThe page: %s%n", folder.resolve("index.html")))
                .toString();
    }

    private static void row(StringBuilder text, Result result, PathName path) {
        result.comparison().figures(Arm.of(path)).ifPresent(figures -> {
            text.append(String.format(ROOT, "%-14s", path.title()));
            for (Quantile quantile : Quantile.values()) {
                text.append(String.format(ROOT, "%9s", Words.millis(figures.at(quantile))));
            }
            var cpu = result.cpuMicrosPerCall(path);
            text.append(String.format(
                    ROOT,
                    "%9d%16s   %s%n",
                    figures.failed(),
                    cpu.isPresent() ? Words.count(cpu.getAsDouble()) : "-",
                    result.comparison()
                            .difference(Arm.of(path))
                            .map(difference -> Words.interval(difference.at(Quantile.P99)))
                            .orElse("")));
        });
    }
}
