package dev.bailey.load.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.verdict.Difference;
import dev.bailey.load.verdict.Figures;
import dev.bailey.load.verdict.Interval;
import dev.bailey.load.verdict.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** {@code verdict.json}; its members up to {@code budgets} are part of the public contract. */
public final class VerdictJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double PRECISION = 1e4;

    private VerdictJson() {}

    /** The file's text. */
    public static String of(Result result) {
        try {
            return JSON.writeValueAsString(tree(result)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode tree(Result result) {
        ObjectNode root = JSON.createObjectNode();
        root.put("verdict", result.verdict().answer().word());
        root.put("rate", round(result.rate()));
        ObjectNode paths = root.putObject("paths");
        ObjectNode differences = root.putObject("differences");
        for (PathName path : PathName.values()) {
            Arm arm = Arm.of(path);
            result.comparison().figures(arm).ifPresent(figures -> {
                ObjectNode node = figures(paths.putObject(path.key()), figures);
                result.cpuMicrosPerCall(path).ifPresent(micros -> node.put("cpuMicrosPerCall", round(micros)));
            });
            result.comparison()
                    .difference(arm)
                    .ifPresent(difference -> difference(differences.putObject(path.key()), difference));
        }
        root.put("sidecarWithinBudget", result.verdict().sidecarWithinBudget());
        aa(root.putObject("aa"), result);
        budgets(root.putObject("budgets"), result.target().budgets());
        about(root, result);
        return root;
    }

    private static ObjectNode figures(ObjectNode node, Figures figures) {
        for (Quantile quantile : Quantile.values()) {
            node.put(quantile.key(), round(figures.at(quantile)));
        }
        node.put("errors", figures.failed());
        node.put("calls", figures.answered() + figures.failed());
        return node;
    }

    private static void difference(ObjectNode node, Difference difference) {
        for (Quantile quantile : Quantile.values()) {
            interval(node.putObject(quantile.key()), difference.at(quantile));
        }
        interval(node.putObject("errorShare"), difference.errorShare());
    }

    private static void interval(ObjectNode node, Interval interval) {
        node.put("value", round(interval.value()));
        node.put("low", round(interval.low()));
        node.put("high", round(interval.high()));
    }

    private static void aa(ObjectNode node, Result result) {
        result.comparison().difference(Arm.DIRECT_AGAIN).ifPresent(again -> {
            interval(node.putObject("difference"), again.at(Quantile.P99));
            difference(node.putObject("differences"), again);
        });
        node.put("pass", result.verdict().aaPasses());
    }

    private static void budgets(ObjectNode node, Budgets budgets) {
        budget(node.putObject("inProcess"), budgets.inProcess());
        budget(node.putObject("sidecar"), budgets.sidecar());
        node.put("errorShare", budgets.errorShare());
    }

    private static void budget(ObjectNode node, Map<Quantile, Double> budget) {
        for (Quantile quantile : Quantile.values()) {
            Double millis = budget.get(quantile);
            if (millis != null) {
                node.put(quantile.key(), millis);
            }
        }
    }

    /** What is not in the contract, but helps whoever reads it. */
    private static void about(ObjectNode root, Result result) {
        result.verdict().reasons().forEach(root.putArray("reasons")::add);
        root.put("profile", result.profile().word());
        Rounds rounds = result.comparison().rounds();
        root.put("rounds", rounds.counted().size());
        root.put("roundsLeftOut", rounds.leftOut().size());
        root.put("noise", rounds.words());
        result.knee().ifPresent(knee -> root.put("knee", round(knee.rate())));
        root.put("started", result.started().toString());
        root.put("seconds", result.took().toSeconds());
    }

    static double round(double value) {
        return Math.round(value * PRECISION) / PRECISION;
    }
}
