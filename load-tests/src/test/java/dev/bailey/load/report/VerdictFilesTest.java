package dev.bailey.load.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.PathTarget;
import dev.bailey.load.paths.Quantile;
import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.stage.Disturbance;
import dev.bailey.load.stage.Played;
import dev.bailey.load.stage.Profile;
import dev.bailey.load.stage.Stage;
import dev.bailey.load.verdict.Comparison;
import dev.bailey.load.verdict.Difference;
import dev.bailey.load.verdict.Figures;
import dev.bailey.load.verdict.Interval;
import dev.bailey.load.verdict.Noise;
import dev.bailey.load.verdict.Rounds;
import dev.bailey.load.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written at the end of a run. */
class VerdictFilesTest {
    private static final Map<Quantile, Double> MILLIS =
            Map.of(Quantile.P50, 0.2, Quantile.P90, 0.3, Quantile.P99, 0.5, Quantile.P999, 2.0);

    private static Result result(String url) {
        PathTarget path = new PathTarget(URI.create(url), List.of());
        Target target = Target.builtIn(Budgets.DEFAULT)
                .withPaths(Map.of(PathName.DIRECT, path, PathName.SIDECAR, path, PathName.IN_PROCESS, path));
        Figures figures = new Figures(MILLIS, 9_990, 10);
        Interval interval = new Interval(0.05, -0.01, 0.11);
        Difference difference = new Difference(
                Map.of(Quantile.P50, interval, Quantile.P90, interval, Quantile.P99, interval, Quantile.P999, interval),
                new Interval(0, 0, 0));
        Comparison comparison = new Comparison(
                new Rounds(List.of(0, 1, 3, 4), Map.of(2, new Noise(212, 0.1)), ""),
                Map.of(Arm.DIRECT, figures, Arm.SIDECAR, figures, Arm.IN_PROCESS, figures, Arm.DIRECT_AGAIN, figures),
                Map.of(Arm.SIDECAR, difference, Arm.IN_PROCESS, difference, Arm.DIRECT_AGAIN, difference));
        Stage stage = new Stage(Stage.DECISIVE, "Steady", 0, List.of(), Stage.SHORT_GAP, Disturbance.NONE);
        return new Result(
                Instant.EPOCH,
                Duration.ofSeconds(200),
                Profile.QUICK,
                target,
                Optional.empty(),
                1_200,
                new Played(stage, List.of(), true),
                List.of(),
                comparison,
                new Verdict(Verdict.Answer.RETIRE, List.of("in-process adds nothing"), true, true),
                "");
    }

    @Test
    void theJsonHasWhatTheContractPromises() throws IOException {
        JsonNode json = new ObjectMapper().readTree(VerdictJson.of(result("http://127.0.0.1:1")));
        assertEquals("retire", json.path("verdict").asText());
        assertEquals(1_200, json.path("rate").asDouble());
        for (String path : List.of("direct", "sidecar", "inProcess")) {
            JsonNode figures = json.path("paths").path(path);
            for (String member : List.of("p50", "p90", "p99", "p999", "errors")) {
                assertTrue(figures.path(member).isNumber(), path + "." + member);
            }
        }
        for (String path : List.of("sidecar", "inProcess")) {
            JsonNode p99 = json.path("differences").path(path).path("p99");
            assertEquals(0.05, p99.path("value").asDouble());
            assertEquals(-0.01, p99.path("low").asDouble());
            assertEquals(0.11, p99.path("high").asDouble());
        }
        assertTrue(json.path("sidecarWithinBudget").asBoolean());
        assertTrue(json.path("aa").path("pass").asBoolean());
        assertEquals(0.05, json.path("aa").path("difference").path("value").asDouble());
        assertEquals(0.2, json.path("budgets").path("inProcess").path("p99").asDouble());
    }

    @Test
    void roundsThatWereLeftOutAreShown() throws IOException {
        JsonNode json = new ObjectMapper().readTree(VerdictJson.of(result("http://127.0.0.1:1")));
        assertEquals(4, json.path("rounds").asInt());
        assertEquals(1, json.path("roundsLeftOut").asInt());
        String words =
                "1 of 5 rounds are left out, for all ways alike, because the machine was disturbed: at worst it stood"
                        + " still for 212 ms";
        assertEquals(words, json.path("noise").asText());
        assertTrue(VerdictMarkdown.of(result("http://127.0.0.1:1")).contains(words));
    }

    @Test
    void thePageLoadsNothingAndTakesNoScriptFromATarget() {
        String page = VerdictPage.of(result("http://127.0.0.1:1/%3C/script%3E"), List.of());
        assertTrue(page.contains("The sidecar may go"));
        assertTrue(page.contains("uPlot"));
        assertFalse(page.contains("{{"), "every place of the template is filled");
        assertFalse(page.contains("src="), "a script or an image would be loaded");
        assertFalse(page.contains("<link"), "a style would be loaded");
    }

    @Test
    void markdownSaysTheVerdictAndTheFigures() {
        String text = VerdictMarkdown.of(result("http://127.0.0.1:1"));
        assertTrue(text.startsWith("# The sidecar may go: `retire`"), text);
        assertTrue(text.contains("| in-process | 0.20 | 0.30 | 0.50 | 2.00 | 10 of 10,000 | not known |"), text);
        assertTrue(text.contains("+0.05 (-0.01 to +0.11)"), text);
    }
}
