package dev.bailey.load.simulation;

import io.gatling.javaapi.core.Simulation;

/**
 * All of Gatling's part of a run. Which simulations there are – steady, ramp, soak, slow service, restart, spam burst, large answers,
 * the reverse way – is in {@link dev.bailey.load.stage.Stages}: they are played in one go, for the probe has to keep step, and each
 * start of Gatling costs seconds.
 */
public final class BlocksSimulation extends Simulation {
    {
        Playback playback = Playback.ofProcess();
        setUp(playback.populations()).assertions(playback.assertions());
    }
}
