package dev.bailey.load.stage;

import dev.bailey.load.plan.Block;
import dev.bailey.load.probe.Recording;

/**
 * What a block showed.
 *
 * @param startSeconds since the run began
 * @param cpuMicros CPU time of the path's processes over the block
 */
public record Observed(Block block, double startSeconds, Recording recording, double cpuMicros) {
    /** Calls of the probe and of Gatling together, as planned. */
    public double calls() {
        return block.rate() * block.length().toNanos() / 1e9;
    }
}
