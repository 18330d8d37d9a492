package dev.bailey.load.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.load.paths.RequestShape;
import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.plan.Block;
import dev.bailey.load.plan.Stream;
import dev.bailey.load.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gatling's part of a run, on its way to Gatling's process: who calls what, and when. All populations begin at once; pauses put
 * their blocks in turn.
 */
public record GatlingPlan(List<Population> populations) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One path in one stage.
     *
     * @param name of its calls in Gatling's report
     * @param status what counts as success; 0 for any 2xx, -1 for anything
     * @param mayFail the share of calls, in percent, that may fail
     */
    public record Population(
            String name, String url, List<RequestShape> requests, int status, double mayFail, List<Step> steps) {}

    /** Users come, one call each, after a pause. */
    public record Step(long pauseMillis, double fromRate, double toRate, long millis) {}

    /** The plan for stages that follow each other. */
    public static GatlingPlan of(List<Stage> stages, Target target) {
        List<Population> populations = new ArrayList<>();
        long at = 0;
        for (Stage stage : stages) {
            for (Arm arm : Arm.values()) {
                of(stage, arm, at, target).ifPresent(populations::add);
            }
            at += stage.length().toMillis();
        }
        return new GatlingPlan(populations);
    }

    private static Optional<Population> of(Stage stage, Arm arm, long stageAt, Target target) {
        List<Step> steps = new ArrayList<>();
        Optional<Stream> last = Optional.empty();
        long at = stageAt;
        long idleSince = 0;
        for (Block block : stage.blocks()) {
            long millis = block.length().toMillis();
            if (block.arm() == arm && block.gatling().isPresent()) {
                Stream stream = block.gatling().get();
                steps.add(new Step(at - idleSince, stream.fromRate(), stream.toRate(), millis));
                idleSince = at + millis;
                last = block.gatling();
            }
            at += millis + stage.gap().toMillis();
        }
        return last.map(stream -> new Population(
                name(stage, arm),
                target.path(arm.path()).url().toString(),
                stream.requests(),
                stream.anyStatus() ? -1 : target.expectStatus(),
                stage.mayFail(),
                steps));
    }

    /** How calls of a stage's arm are named in Gatling's report. */
    public static String name(Stage stage, Arm arm) {
        return stage.name() + " " + arm.title();
    }

    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    static GatlingPlan read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), GatlingPlan.class);
    }
}
