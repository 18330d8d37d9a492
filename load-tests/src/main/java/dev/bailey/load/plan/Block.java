package dev.bailey.load.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * A few seconds of one path.
 *
 * @param round blocks of one round are compared with each other: noise that comes and goes hits them alike
 * @param settle how much of the start is not counted: the queue of the block before, new connections
 * @param probe what the probe sends, and measures
 * @param gatling what Gatling sends beside it
 */
public record Block(int round, Arm arm, Duration length, Duration settle, Stream probe, Optional<Stream> gatling) {

    /** Calls per second of both together, on average. */
    public double rate() {
        return probe.meanRate() + gatling.map(Stream::meanRate).orElse(0.0);
    }
}
