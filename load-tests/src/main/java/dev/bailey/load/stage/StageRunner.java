package dev.bailey.load.stage;

import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.plan.Block;
import dev.bailey.load.probe.Probe;
import dev.bailey.load.probe.Recording;
import dev.bailey.load.process.CpuTime;
import dev.bailey.load.process.GatlingProcess;
import dev.bailey.load.process.NoiseMeter;
import dev.bailey.load.simulation.GatlingPlan;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays stages: Gatling begins, the probe keeps step with it, block by block. */
public final class StageRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StageRunner.class.getName());

    private final Target target;
    private final Probe probe;
    private final long startNanos;
    private final Consumer<Stage> begins;
    private final NoiseMeter noise = new NoiseMeter();
    private final ScheduledExecutorService disturber = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "disturber");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Plays nothing yet.
     *
     * @param startNanos when the run began: the zero of its time line
     * @param begins is told of each stage
     */
    public StageRunner(Target target, Probe probe, long startNanos, Consumer<Stage> begins) {
        this.target = target;
        this.probe = probe;
        this.startNanos = startNanos;
        this.begins = begins;
    }

    /**
     * Plays them one after the other.
     *
     * @param gatling has begun to play the same
     * @throws IOException if Gatling does not get on
     */
    public List<Played> play(List<Stage> stages, GatlingProcess gatling) throws IOException, InterruptedException {
        List<List<Observed>> observed = new ArrayList<>();
        long at = gatling.begunMillis();
        for (Stage stage : stages) {
            begins.accept(stage);
            observed.add(play(stage, at, pids(gatling)));
            at += stage.length().toMillis();
        }
        Set<String> failed = gatling.awaitEnd(target.timeout());
        List<Played> played = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            boolean holds = Arrays.stream(Arm.values()).noneMatch(arm -> failed.contains(GatlingPlan.name(stage, arm)));
            played.add(new Played(stage, observed.get(i), holds));
        }
        return played;
    }

    /** All processes of the run beside this one; none when a path's are not known. */
    private List<Long> pids(GatlingProcess gatling) {
        if (target.paths().values().stream().anyMatch(path -> path.pids().isEmpty())) {
            return List.of();
        }
        Set<Long> pids = new TreeSet<>(Set.of(gatling.pid()));
        target.paths().values().forEach(path -> pids.addAll(path.pids()));
        return List.copyOf(pids);
    }

    private List<Observed> play(Stage stage, long stageAt, List<Long> ours) throws InterruptedException {
        List<Observed> observed = new ArrayList<>();
        long at = stageAt;
        for (Block block : stage.blocks()) {
            TimeUnit.MILLISECONDS.sleep(Math.max(0, at - System.currentTimeMillis()));
            observed.add(observe(stage, block, ours));
            at += block.length().plus(stage.gap()).toMillis();
        }
        return observed;
    }

    private Observed observe(Stage stage, Block block, List<Long> ours) throws InterruptedException {
        List<Long> pids = target.path(block.arm().path()).pids();
        double start = (System.nanoTime() - startNanos) / 1e9;
        disturb(stage.disturbance(), block.length());
        noise.begin(ours);
        long cpu = CpuTime.micros(pids);
        // all arms of a round get the same arrivals
        Recording recording = probe.run(
                target,
                block.arm().path(),
                block.probe(),
                block.length(),
                block.settle(),
                stage.gap().dividedBy(2),
                block.round() + 1L);
        return new Observed(block, start, recording, CpuTime.micros(pids) - cpu, noise.end());
    }

    private void disturb(Disturbance disturbance, Duration length) {
        if (disturbance != Disturbance.NONE) {
            long third = length.toMillis() / 3;
            disturber.schedule(() -> guarded(disturbance::begin), third, TimeUnit.MILLISECONDS);
            disturber.schedule(() -> guarded(disturbance::end), 2 * third, TimeUnit.MILLISECONDS);
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static void guarded(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the service could not be disturbed as planned: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        disturber.shutdownNow();
        noise.close();
    }
}
