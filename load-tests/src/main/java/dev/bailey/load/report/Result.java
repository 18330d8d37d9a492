package dev.bailey.load.report;

import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.plan.KneeSearch.Knee;
import dev.bailey.load.stage.Observed;
import dev.bailey.load.stage.Played;
import dev.bailey.load.stage.Profile;
import dev.bailey.load.verdict.Comparison;
import dev.bailey.load.verdict.Sample;
import dev.bailey.load.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that a run found.
 *
 * @param rate calls per second that the verdict was drawn at
 * @param knee empty when the rate was given
 * @param decisive the stage that decided
 * @param others every other stage, in the order played
 * @param place where the sidecar ran; empty when it is not ours
 */
public record Result(
        Instant started,
        Duration took,
        Profile profile,
        Target target,
        Optional<Knee> knee,
        double rate,
        Played decisive,
        List<Played> others,
        Comparison comparison,
        Verdict verdict,
        String place) {
    public Result {
        others = List.copyOf(others);
    }

    /** What the verdict is drawn from. */
    public static List<Sample> samples(Played played) {
        return played.blocks().stream()
                .map(observed -> new Sample(
                        observed.block().round(),
                        observed.block().arm(),
                        observed.recording().latencies(),
                        observed.recording().answered(),
                        observed.recording().failed(),
                        observed.noise()))
                .toList();
    }

    /** CPU time of a path's processes ÷ calls, microseconds, in the rounds that count; empty when no process is known. */
    public OptionalDouble cpuMicrosPerCall(PathName path) {
        if (!target.has(path) || target.path(path).pids().isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Observed> own = counted(Arm.of(path));
        double cpu = own.stream().mapToDouble(Observed::cpuMicros).sum();
        double calls = own.stream().mapToDouble(Observed::calls).sum();
        return calls == 0 ? OptionalDouble.empty() : OptionalDouble.of(cpu / calls);
    }

    /** An arm's blocks in the rounds that count. */
    List<Observed> counted(Arm arm) {
        return blocks(decisive, arm).stream()
                .filter(observed ->
                        comparison.rounds().counted().contains(observed.block().round()))
                .toList();
    }

    static List<Observed> blocks(Played played, Arm arm) {
        return played.blocks().stream()
                .filter(observed -> observed.block().arm() == arm)
                .toList();
    }
}
