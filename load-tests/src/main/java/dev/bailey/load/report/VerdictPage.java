package dev.bailey.load.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.probe.Recording;
import dev.bailey.load.stage.Observed;
import dev.bailey.load.stage.Played;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/** {@code index.html}: the template with the numbers of a run and the chart library put in; it loads nothing. */
public final class VerdictPage {
    private static final double[] PERCENTS = {
        0, 10, 25, 50, 60, 70, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.3, 99.5, 99.7, 99.8, 99.9, 99.95, 99.97, 99.99
    };
    private static final double SLOT_SECONDS = 0.25;

    /** A slot with fewer calls says nothing of its p99. */
    private static final int FEWEST_IN_SLOT = 5;

    private final Result result;
    private final ObjectNode data;

    private VerdictPage(Result result) {
        this.result = result;
        this.data = VerdictJson.tree(result);
    }

    /**
     * The file's text.
     *
     * @param gatling pages of Gatling's reports, relative to this one
     */
    static String of(Result result, List<Path> gatling) {
        VerdictPage page = new VerdictPage(result);
        page.about(gatling);
        page.curves();
        page.timeline();
        page.scenes();
        // no text of the data may end the script that it stands in
        String json = page.data.toString().replace("<", "\\u003c");
        return resource("page.html")
                .replace("{{uplot.css}}", resource("uplot/uPlot.min.css"))
                .replace("{{uplot.js}}", resource("uplot/uPlot.iife.min.js"))
                .replace("{{data}}", json);
    }

    private static String resource(String name) {
        try (InputStream in = VerdictPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build left out the resource '" + name + "'");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void about(List<Path> gatling) {
        data.put("headline", Words.headline(result.verdict().answer()));
        data.put("meaning", Words.meaning(result.verdict().answer()));
        data.put("cores", Runtime.getRuntime().availableProcessors());
        data.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        data.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        data.put("place", result.place());
        data.put("slowInProcessMillis", result.target().slowInProcess().toMillis());
        boolean builtIn = !result.place().isEmpty();
        ArrayNode ways = data.putArray("ways");
        for (PathName path : PathName.values()) {
            if (result.target().has(path)) {
                ways.addObject()
                        .put("key", path.key())
                        .put("title", path.title())
                        .put("what", Words.what(path, builtIn))
                        .put("url", result.target().path(path).url().toString());
            }
        }
        ArrayNode requests = data.putArray("requests");
        result.target()
                .requests()
                .forEach(request -> requests.add(request.method() + " " + request.path()
                        + (request.body().isEmpty()
                                ? ""
                                : " with a body of " + request.body().length() + " characters")));
        ArrayNode reports = data.putArray("gatling");
        gatling.forEach(page -> reports.add(page.toString()));
    }

    /** Latency by percentile. */
    private void curves() {
        ObjectNode curves = data.putObject("curves");
        ArrayNode percents = curves.putArray("percents");
        for (double percent : PERCENTS) {
            percents.add(percent);
        }
        for (Arm arm : Arm.values()) {
            List<Observed> own = result.counted(arm);
            if (!own.isEmpty()) {
                Histogram all = Recording.histogram();
                own.forEach(observed -> all.add(observed.recording().latencies()));
                ArrayNode values = curves.putArray(arm.key());
                for (double percent : PERCENTS) {
                    // beyond what so few calls can tell the curve ends
                    boolean known = all.getTotalCount() * (100 - percent) / 100 >= 5;
                    if (known) {
                        values.add(VerdictJson.round(all.getValueAtPercentile(percent) / 1e6));
                    } else {
                        values.addNull();
                    }
                }
            }
        }
    }

    /** Latency over the run, a point for each quarter of a second. */
    private void timeline() {
        ArrayNode points = data.putArray("timeline");
        for (Observed observed : result.decisive().blocks()) {
            List<Histogram> slots = observed.recording().slots();
            for (int i = 0; i < slots.size(); i++) {
                point(points, observed, slots.get(i), observed.startSeconds() + i * SLOT_SECONDS);
            }
        }
    }

    private static void point(ArrayNode points, Observed observed, Histogram slot, double seconds) {
        if (slot.getTotalCount() >= FEWEST_IN_SLOT) {
            points.addObject()
                    .put("arm", observed.block().arm().key())
                    .put("t", Math.round(seconds * 100) / 100.0)
                    .put("p50", VerdictJson.round(slot.getValueAtPercentile(50) / 1e6))
                    .put("p99", VerdictJson.round(slot.getValueAtPercentile(99) / 1e6));
        }
    }

    private void scenes() {
        ArrayNode scenes = data.putArray("scenes");
        for (Played played : result.others()) {
            ObjectNode scene = scenes.addObject();
            scene.put("name", played.stage().name());
            scene.put("title", played.stage().title());
            scene.put("gatlingHolds", played.gatlingHolds());
            ArrayNode rows = scene.putArray("rows");
            for (SceneRow row : SceneRow.of(played)) {
                ObjectNode node = rows.addObject();
                node.put("arm", row.arm().key()).put("rate", Math.round(row.rate()));
                for (Quantile quantile : SceneRow.shown()) {
                    row.millis(quantile).ifPresent(millis -> node.put(quantile.key(), VerdictJson.round(millis)));
                }
                node.put("failures", row.failures());
            }
            ArrayNode points = scene.putArray("points");
            for (Arm arm : Arm.values()) {
                scenePoints(points, Result.blocks(played, arm));
            }
        }
    }

    /** From the start of the path's first block; what follows at once is put behind it. */
    private static void scenePoints(ArrayNode points, List<Observed> blocks) {
        double offset = 0;
        for (Observed observed : blocks) {
            List<Histogram> slots = observed.recording().slots();
            for (int i = 0; i < slots.size(); i++) {
                point(points, observed, slots.get(i), offset + i * SLOT_SECONDS);
            }
            offset += observed.block().length().toMillis() / 1000.0;
        }
    }
}
