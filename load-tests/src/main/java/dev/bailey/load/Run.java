package dev.bailey.load;

import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.PathTarget;
import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.KneeSearch;
import dev.bailey.load.plan.KneeSearch.Knee;
import dev.bailey.load.plan.Stream;
import dev.bailey.load.probe.Probe;
import dev.bailey.load.probe.Recording;
import dev.bailey.load.process.GatlingProcess;
import dev.bailey.load.process.ServiceProcess;
import dev.bailey.load.process.SidecarProcess;
import dev.bailey.load.report.Result;
import dev.bailey.load.report.VerdictFolder;
import dev.bailey.load.simulation.GatlingPlan;
import dev.bailey.load.stage.Disturbance;
import dev.bailey.load.stage.Played;
import dev.bailey.load.stage.Profile;
import dev.bailey.load.stage.Stage;
import dev.bailey.load.stage.StageRunner;
import dev.bailey.load.stage.Stages;
import dev.bailey.load.verdict.Comparison;
import dev.bailey.load.verdict.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One run, from starting what is needed to the verdict. Closing it ends every process that it started. */
final class Run implements AutoCloseable {
    private static final double VERDICT_SHARE = 0.8;
    private static final double EASY_RATE = 300;
    private static final double MOST = 100_000;
    private static final double WARM_UP_RATE = 1_000;
    private static final int WARM_UP_TRIES = 6;
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration STEP_SETTLE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration SLOW = Duration.ofMillis(5);

    private final Path root;
    private final VerdictFolder files;
    private final Profile profile;
    private final Progress progress;
    private final Instant started = Instant.now();
    private final SplittableRandom random = new SplittableRandom();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final Probe probe = new Probe();
    private Target target;
    private Optional<ServiceProcess> service = Optional.empty();
    private String place = "";

    Run(Path root, VerdictFolder files, Target target, Profile profile, Progress progress) {
        this.root = root;
        this.files = files;
        this.target = target;
        this.profile = profile;
        this.progress = progress;
        toClose.add(probe);
    }

    Result run() throws IOException, InterruptedException {
        if (target.isBuiltIn()) {
            startBuiltIn();
        }
        warmUp();
        Optional<Knee> knee = knee();
        double rate = knee.map(found -> found.rate() * VERDICT_SHARE).orElse(givenRate());
        List<Stage> stages = stages(new Stages(target, profile, rate / VERDICT_SHARE, random));
        List<Played> played = play(stages);
        Played decisive = played.stream()
                .filter(one -> one.stage().isDecisive())
                .findFirst()
                .orElseThrow();
        progress.say("deciding");
        Comparison comparison = Comparison.of(Result.samples(decisive));
        return new Result(
                started,
                Duration.between(started, Instant.now()),
                profile,
                target,
                knee,
                rate,
                decisive,
                played.stream().filter(one -> !one.stage().isDecisive()).toList(),
                comparison,
                Decision.of(comparison, target.budgets()),
                place);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        toClose.add(resource);
        return resource;
    }

    // ---- before

    private void startBuiltIn() throws IOException, InterruptedException {
        progress.say("starting the built-in service and the sidecar");
        ServiceProcess ads = opened(ServiceProcess.start(files.logs(), target.slowInProcess()));
        SidecarProcess sidecar = opened(SidecarProcess.start(root.resolve("bailey"), files.logs(), ads));
        place = sidecar.place();
        service = Optional.of(ads);
        target = target.withPaths(paths(ads, sidecar));
    }

    private static Map<PathName, PathTarget> paths(ServiceProcess ads, SidecarProcess sidecar) {
        return Map.of(
                PathName.DIRECT, new PathTarget(ads.direct(), List.of(ads.pid())),
                PathName.SIDECAR, new PathTarget(sidecar.url(), List.of(ads.pid(), sidecar.pid())),
                PathName.IN_PROCESS, new PathTarget(ads.inProcess(), List.of(ads.pid())));
    }

    /** Also shows that every path works at all. */
    private void warmUp() throws InterruptedException {
        for (PathName path : PathName.values()) {
            if (target.has(path)) {
                progress.say(
                        "warming up " + path.title() + ": " + target.path(path).url());
                warmUp(path);
            }
        }
    }

    /** A cold service may need a while for its first answers. */
    private void warmUp(PathName path) throws InterruptedException {
        double rate = Math.min(WARM_UP_RATE, givenRate() > 0 ? givenRate() : WARM_UP_RATE);
        Recording seen = load(path, rate, profile.warmUp());
        for (int i = 1; i < WARM_UP_TRIES && seen.answered() == 0; i++) {
            seen = load(path, rate, profile.warmUp());
        }
        if (seen.answered() == 0) {
            throw new IllegalStateException("no call to " + target.path(path).url() + " (" + path.title()
                    + ") was answered as expected: " + seen.errors());
        }
    }

    private Recording load(PathName path, double rate, Duration length) throws InterruptedException {
        return probe.run(
                target, path, Stream.steady(rate, target.requests()), length, STEP_SETTLE, PATIENCE, random.nextLong());
    }

    private double givenRate() {
        return target.rate() > 0 ? target.rate() : profile.fixedRate();
    }

    private Optional<Knee> knee() throws InterruptedException {
        if (givenRate() > 0) {
            progress.say("the rate is given: " + Math.round(givenRate()) + " calls a second");
            return Optional.empty();
        }
        progress.say("looking for the knee of the direct path");
        Knee knee = new KneeSearch(this::step, MOST).find(EASY_RATE);
        progress.say(String.format(
                Locale.ROOT,
                "the knee: %,d calls a second (above it, p99 goes over %.1f ms); the verdict is drawn at 80 %% of it",
                Math.round(knee.rate()),
                knee.limitMillis()));
        return Optional.of(knee);
    }

    private KneeSearch.Step step(double rate) throws InterruptedException {
        Recording seen = load(PathName.DIRECT, rate, STEP);
        long calls = seen.answered() + seen.failed();
        return new KneeSearch.Step(
                rate,
                calls == 0 ? 0 : (double) seen.answered() / calls,
                seen.latencies().getValueAtPercentile(99) / 1e6,
                seen.failed());
    }

    // ---- stages

    /** What needs the built-in service is left out for others, for it does things to the service. */
    private List<Stage> stages(Stages all) {
        List<Stage> stages = new ArrayList<>();
        if (profile.lowerRounds() > 0) {
            stages.add(all.lower(0.3));
            stages.add(all.lower(0.6));
        }
        stages.add(all.decisive(VERDICT_SHARE));
        stages.add(all.ramp());
        service.ifPresent(ads -> {
            stages.add(all.slowService(slowing(ads)));
            stages.add(all.spamBurst());
            stages.add(all.largeAnswers());
            stages.add(all.reverse());
        });
        if (!profile.soak().isZero()) {
            stages.add(all.soak());
        }
        service.ifPresent(ads -> stages.add(all.restart(restarting(ads))));
        return stages;
    }

    private List<Played> play(List<Stage> stages) throws IOException, InterruptedException {
        progress.say("starting Gatling");
        GatlingProcess gatling =
                opened(GatlingProcess.start(GatlingPlan.of(stages, target), files.logs(), files.gatling()));
        StageRunner runner = opened(new StageRunner(target, probe, progress.startNanos(), this::begins));
        return runner.play(stages, gatling);
    }

    private void begins(Stage stage) {
        progress.say(stage.title() + ": " + stage.blocks().size() + " blocks, "
                + stage.length().toSeconds() + " s");
    }

    private static Disturbance slowing(ServiceProcess ads) {
        return new Disturbance() {
            @Override
            public void begin() throws IOException, InterruptedException {
                ads.slowDown(SLOW);
            }

            @Override
            public void end() throws IOException, InterruptedException {
                ads.slowDown(Duration.ZERO);
            }
        };
    }

    private static Disturbance restarting(ServiceProcess ads) {
        return new Disturbance() {
            @Override
            public void begin() throws IOException, InterruptedException {
                ads.restart();
            }

            @Override
            public void end() {}
        };
    }

    @Override
    public void close() {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            try {
                toClose.get(i).close();
            } catch (Exception e) {
                progress.say("could not be closed: " + e.getMessage());
            }
        }
    }
}
