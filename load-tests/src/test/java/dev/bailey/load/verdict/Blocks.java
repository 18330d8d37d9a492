package dev.bailey.load.verdict;

import dev.bailey.load.plan.Arm;
import dev.bailey.load.probe.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** Makes blocks as a run would: exponential latencies around half a millisecond, the same for all arms but for what is said. */
final class Blocks {
    private final SplittableRandom random = new SplittableRandom(3);
    private final List<Sample> samples = new ArrayList<>();
    private int calls = 3_000;
    private double stallMillis;

    static Blocks quiet() {
        return new Blocks();
    }

    /** Some blocks, whichever arm's they are, stand still for a while. */
    static Blocks noisy() {
        Blocks blocks = new Blocks();
        blocks.stallMillis = 40;
        return blocks;
    }

    Blocks calls(int each) {
        calls = each;
        return this;
    }

    /** @param addedMillis by how much each call of an arm takes longer */
    Blocks rounds(int rounds, ToDoubleFunction<Arm> addedMillis) {
        for (int round = 0; round < rounds; round++) {
            for (Arm arm : Arm.values()) {
                add(round, arm, addedMillis.applyAsDouble(arm), 0);
            }
        }
        return this;
    }

    /** Lets calls of an arm fail, in every round there is. */
    Blocks failing(Arm arm, long each) {
        samples.replaceAll(sample -> sample.arm() == arm
                ? new Sample(sample.round(), arm, sample.latencies(), sample.answered() - each, each, sample.noise())
                : sample);
        return this;
    }

    /** Says what the machine did during a block. */
    Blocks noise(int round, Arm arm, Noise noise) {
        samples.replaceAll(sample -> sample.round() == round && sample.arm() == arm
                ? new Sample(round, arm, sample.latencies(), sample.answered(), sample.failed(), noise)
                : sample);
        return this;
    }

    /** Adds a stall to one call in ten of a block. */
    Blocks stalled(int round, Arm arm, double millis) {
        samples.replaceAll(sample -> {
            if (sample.round() != round || sample.arm() != arm) {
                return sample;
            }
            Histogram latencies = sample.latencies().copy();
            latencies.recordValueWithCount((long) (millis * 1e6), sample.answered() / 10);
            return new Sample(round, arm, latencies, sample.answered(), sample.failed(), sample.noise());
        });
        return this;
    }

    Blocks without(Arm arm) {
        samples.removeIf(sample -> sample.arm() == arm);
        return this;
    }

    private void add(int round, Arm arm, double added, long failed) {
        Histogram latencies = Recording.histogram();
        double stall = stallMillis > 0 && random.nextInt(4) == 0 ? stallMillis * random.nextDouble() : 0;
        for (int i = 0; i < calls; i++) {
            double millis = 0.2 - 0.1 * Math.log(1 - random.nextDouble()) + added;
            // a stall hits one call in ten
            millis += i % 10 == 0 ? stall : 0;
            latencies.recordValue((long) (millis * 1e6));
        }
        samples.add(new Sample(round, arm, latencies, calls - failed, failed, Noise.NONE));
    }

    List<Sample> samples() {
        return samples;
    }

    Comparison compared() {
        return Comparison.of(samples);
    }
}
