package dev.bailey.load.stage;

import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.RequestShape;
import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.plan.Block;
import dev.bailey.load.plan.Interleaving;
import dev.bailey.load.plan.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The simulations of a run, from the target, the profile and the rates: one method each. */
public final class Stages {
    /** The probe's share; the rest is Gatling's. */
    private static final double PROBED = 0.5;

    private static final double NOTHING_FAILS = 0;

    /** Over what it can take a path may refuse, but it answers. */
    private static final double FEW_FAIL = 5;

    /** While nobody is there. */
    private static final double MANY_FAIL = 75;

    private static final Duration LONG_GAP = Duration.ofMillis(1_500);
    private static final double SPAM_RATE = 2_000;
    private static final double LARGE_RATE = 100;
    private static final int LARGE_KIB = 256;

    private final Target target;
    private final Profile profile;
    private final double knee;
    private final RandomGenerator random;

    /**
     * Plans, but plays nothing.
     *
     * @param knee of the direct path, calls per second; what the target asks for divided by 0.8 if it names a rate
     */
    public Stages(Target target, Profile profile, double knee, RandomGenerator random) {
        this.target = target;
        this.profile = profile;
        this.knee = knee;
        this.random = random;
    }

    private List<Arm> arms() {
        return Arrays.stream(PathName.values()).filter(target::has).map(Arm::of).toList();
    }

    // ---- what the verdict is drawn from

    /** Steady at this share of the knee, with direct once more in every round. */
    public Stage decisive(double share) {
        List<Arm> arms = new ArrayList<>(arms());
        arms.add(Arm.DIRECT_AGAIN);
        return steady(Stage.DECISIVE, arms, profile.rounds(), profile.block(), share);
    }

    /** Steady at a lower share, for the picture. */
    public Stage lower(double share) {
        return steady("steady-" + Math.round(share * 100), arms(), profile.lowerRounds(), profile.lowerBlock(), share);
    }

    private Stage steady(String name, List<Arm> arms, int rounds, Duration length, double share) {
        List<Block> blocks = new ArrayList<>();
        List<List<Arm>> order = Interleaving.of(arms, rounds, random);
        for (int round = 0; round < rounds; round++) {
            for (Arm arm : order.get(round)) {
                blocks.add(block(round, arm, length, Stream.steady(knee * share, target.requests())));
            }
        }
        return new Stage(name, "Steady at " + words(share), NOTHING_FAILS, blocks, Stage.SHORT_GAP, Disturbance.NONE);
    }

    /** A share of the knee; of a rate that was given nobody knows what share it is. */
    private String words(double share) {
        return target.rate() > 0 || profile.fixedRate() > 0
                ? Math.round(knee * share) + " calls a second"
                : Math.round(share * 100) + " % of the knee";
    }

    // ---- scenes

    /** From little to more than direct can take, and back. */
    public Stage ramp() {
        // Gatling counts a ramp in whole seconds
        Duration half = Duration.ofSeconds(Math.max(1, profile.scene().toSeconds() / 2));
        List<Block> blocks = new ArrayList<>();
        for (Arm arm : shuffled()) {
            blocks.add(block(blocks.size(), arm, half, new Stream(knee * 0.1, knee * 1.3, target.requests(), true)));
            blocks.add(block(blocks.size(), arm, half, new Stream(knee * 1.3, knee * 0.1, target.requests(), true)));
        }
        return new Stage("ramp", "Ramp to saturation and back", FEW_FAIL, blocks, LONG_GAP, Disturbance.NONE);
    }

    /** For a long time at 60 %: leaks and drift. */
    public Stage soak() {
        return scene(
                "soak",
                "Soak at " + words(0.6),
                NOTHING_FAILS,
                Disturbance.NONE,
                arm -> block(0, arm, profile.soak(), Stream.steady(knee * 0.6, target.requests())));
    }

    /** The service takes ten times as long in the middle third, and pools fill. */
    public Stage slowService(Disturbance slow) {
        return scene(
                "slow-service",
                "The service ten times slower",
                NOTHING_FAILS,
                slow,
                arm -> block(0, arm, profile.scene(), Stream.steady(knee * 0.5, target.requests())));
    }

    /** The service is killed after a third and started again. */
    public Stage restart(Disturbance restart) {
        return scene(
                "restart",
                "The service restarts",
                MANY_FAIL,
                restart,
                arm -> block(
                        0,
                        arm,
                        profile.scene().multipliedBy(2),
                        Stream.steady(Math.min(300, knee * 0.2), target.requests())));
    }

    /** Gatling floods one tenant's route; the probe is another tenant. */
    public Stage spamBurst() {
        double flood = Math.min(SPAM_RATE, knee * 0.4);
        Stream spam = new Stream(flood, flood, List.of(RequestShape.get("/spam/9")), true);
        Stream calm = Stream.steady(Math.min(500, knee * 0.2), target.requests());
        return scene(
                "spam-burst",
                "One tenant floods, another must not feel it",
                FEW_FAIL,
                Disturbance.NONE,
                arm -> new Block(0, arm, profile.scene(), settle(), calm, Optional.of(spam)));
    }

    /** Answers of a quarter of a megabyte. */
    public Stage largeAnswers() {
        List<RequestShape> requests = List.of(RequestShape.get("/exports/" + LARGE_KIB));
        return scene(
                "large-answers",
                "Answers of " + LARGE_KIB + " KiB",
                NOTHING_FAILS,
                Disturbance.NONE,
                arm -> block(0, arm, profile.scene(), Stream.steady(LARGE_RATE, requests)));
    }

    /** JSON-RPC callers of the service that speaks HTTP; direct is that service itself. */
    public Stage reverse() {
        RequestShape direct = RequestShape.get("/reverse/7");
        RequestShape rpc = new RequestShape("POST", "/rpc", Map.of("Content-Type", "application/json"), """
                {"jsonrpc":"2.0","id":1,"method":"ads.reverse","params":{"id":7}}""");
        List<Block> blocks = new ArrayList<>();
        for (Arm arm : List.of(Arm.DIRECT, Arm.SIDECAR)) {
            RequestShape request = arm == Arm.DIRECT ? direct : rpc;
            blocks.add(block(0, arm, profile.scene(), Stream.steady(knee * 0.3, List.of(request))));
        }
        return new Stage(
                "reverse",
                "The reverse way: JSON-RPC callers, HTTP service",
                NOTHING_FAILS,
                blocks,
                Stage.SHORT_GAP,
                Disturbance.NONE);
    }

    private Stage scene(
            String name, String title, double mayFail, Disturbance disturbance, Function<Arm, Block> blocks) {
        Duration gap = disturbance == Disturbance.NONE ? Stage.SHORT_GAP : LONG_GAP;
        return new Stage(name, title, mayFail, shuffled().stream().map(blocks).toList(), gap, disturbance);
    }

    private List<Arm> shuffled() {
        return Interleaving.of(arms(), 1, random).get(0);
    }

    private Block block(int round, Arm arm, Duration length, Stream whole) {
        return new Block(round, arm, length, settle(), whole.times(PROBED), Optional.of(whole.times(1 - PROBED)));
    }

    private Duration settle() {
        return profile == Profile.SMOKE ? Duration.ofMillis(200) : Duration.ofMillis(400);
    }
}
