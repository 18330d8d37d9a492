package dev.bailey.load.stage;

import dev.bailey.load.plan.Block;
import dev.bailey.load.probe.Recording;
import dev.bailey.load.verdict.Noise;

/**
 * What a block showed.
 *
 * @param startSeconds since the run began
 * @param cpuMicros CPU time of the path's processes over the block
 * @param noise what the machine did meanwhile
 */
public record Observed(Block block, double startSeconds, Recording recording, double cpuMicros, Noise noise) {
    /** Calls of the probe and of Gatling together, as planned. */
    public double calls() {
        return block.rate() * block.length().toNanos() / 1e9;
    }
}
