package dev.bailey.load.stage;

import dev.bailey.load.plan.Block;
import java.time.Duration;
import java.util.List;

/**
 * Blocks that belong together.
 *
 * @param name short, for files
 * @param title for people
 * @param mayFail the share of Gatling's calls, in percent, that may fail: 0 for none
 * @param gap between blocks: what is underway may end, what has gone on too long is cut
 */
public record Stage(
        String name, String title, double mayFail, List<Block> blocks, Duration gap, Disturbance disturbance) {
    /** The one that the verdict is drawn from. */
    public static final String DECISIVE = "verdict";

    /** Enough for a path that keeps up. */
    public static final Duration SHORT_GAP = Duration.ofMillis(250);

    public Stage {
        blocks = List.copyOf(blocks);
    }

    public boolean isDecisive() {
        return name.equals(DECISIVE);
    }

    public Duration length() {
        return blocks.stream().map(block -> block.length().plus(gap)).reduce(Duration.ZERO, Duration::plus);
    }
}
