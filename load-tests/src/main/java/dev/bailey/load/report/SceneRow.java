package dev.bailey.load.report;

import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.probe.Recording;
import dev.bailey.load.stage.Observed;
import dev.bailey.load.stage.Played;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** One path in one stage, for tables: what the probe saw. */
record SceneRow(Arm arm, double rate, Histogram latencies, long calls, Map<String, Integer> errors) {

    /** One row an arm, in the order of the paths. */
    static List<SceneRow> of(Played played) {
        List<SceneRow> rows = new ArrayList<>();
        for (Arm arm : Arm.values()) {
            List<Observed> own = Result.blocks(played, arm);
            if (!own.isEmpty() && arm != Arm.DIRECT_AGAIN) {
                rows.add(of(arm, own));
            }
        }
        return rows;
    }

    private static SceneRow of(Arm arm, List<Observed> blocks) {
        Histogram all = Recording.histogram();
        Map<String, Integer> errors = new TreeMap<>();
        long calls = 0;
        for (Observed observed : blocks) {
            Recording recording = observed.recording();
            all.add(recording.latencies());
            recording.errors().forEach((why, times) -> errors.merge(why, times, Integer::sum));
            calls += recording.answered() + recording.failed();
        }
        double rate =
                blocks.stream().mapToDouble(o -> o.block().rate()).average().orElse(0);
        return new SceneRow(arm, rate, all, calls, errors);
    }

    /** Empty when no call was answered. */
    OptionalDouble millis(Quantile quantile) {
        return latencies.getTotalCount() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(latencies.getValueAtPercentile(quantile.percent()) / 1e6);
    }

    /** Such as {@code 12 of 400: 10 × timeout, 2 × status 503}. */
    String failures() {
        if (errors.isEmpty()) {
            return "none";
        }
        int failed = errors.values().stream().mapToInt(Integer::intValue).sum();
        return failed + " of " + calls + ": "
                + errors.entrySet().stream()
                        .map(error -> error.getValue() + " × " + error.getKey())
                        .collect(Collectors.joining(", "));
    }

    static List<Quantile> shown() {
        return Arrays.asList(Quantile.values());
    }
}
