package dev.bailey.load.stage;

import java.util.List;

/**
 * A stage that has been played.
 *
 * @param gatlingHolds whether Gatling's assertions hold
 */
public record Played(Stage stage, List<Observed> blocks, boolean gatlingHolds) {
    public Played {
        blocks = List.copyOf(blocks);
    }
}
