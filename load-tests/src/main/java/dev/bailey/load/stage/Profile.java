package dev.bailey.load.stage;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a run takes, and how much it can tell. Gatling counts in whole seconds, so all lengths are such. */
public enum Profile {
    /** That everything works, in a minute: every simulation there is, far too short for a verdict. */
    SMOKE(2, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 200),
    /** A verdict in less than four minutes. */
    QUICK(11, Duration.ofSeconds(2), 1, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ZERO, 0),
    /** For the night: narrow intervals, and what only time shows. */
    FULL(40, Duration.ofSeconds(4), 8, Duration.ofSeconds(4), Duration.ofSeconds(15), Duration.ofMinutes(5), 0);

    private final int rounds;
    private final Duration block;
    private final int lowerRounds;
    private final Duration lowerBlock;
    private final Duration scene;
    private final Duration soak;
    private final double fixedRate;

    Profile(
            int rounds,
            Duration block,
            int lowerRounds,
            Duration lowerBlock,
            Duration scene,
            Duration soak,
            double fixedRate) {
        this.rounds = rounds;
        this.block = block;
        this.lowerRounds = lowerRounds;
        this.lowerBlock = lowerBlock;
        this.scene = scene;
        this.soak = soak;
        this.fixedRate = fixedRate;
    }

    public static Optional<Profile> of(String word) {
        return Arrays.stream(values())
                .filter(profile -> profile.word().equals(word))
                .findFirst();
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Rounds that the verdict is drawn from; each has every path once, and direct twice. */
    public int rounds() {
        return rounds;
    }

    /** How long each path runs in such a round. */
    public Duration block() {
        return block;
    }

    /** Rounds at the lower rates. */
    public int lowerRounds() {
        return lowerRounds;
    }

    public Duration lowerBlock() {
        return lowerBlock;
    }

    /** How long each path runs in every other scene. */
    public Duration scene() {
        return scene;
    }

    /** How long each path runs in the soak; zero for none. */
    public Duration soak() {
        return soak;
    }

    /** The rate, when there is no time to look for the knee; else 0. */
    public double fixedRate() {
        return fixedRate;
    }

    /** How long everything is called before it is measured. */
    public Duration warmUp() {
        return this == SMOKE ? Duration.ofMillis(1_500) : Duration.ofSeconds(3);
    }
}
