package dev.bailey.load.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void anIntervalHoldsTheTrueDifference() {
        Difference added = Blocks.quiet()
                .rounds(10, arm -> arm == Arm.IN_PROCESS ? 1.5 : 0)
                .compared()
                .difference(Arm.IN_PROCESS)
                .orElseThrow();
        for (Quantile quantile : Quantile.values()) {
            Interval interval = added.at(quantile);
            assertTrue(interval.low() <= 1.5 + 0.01 && 1.5 - 0.01 <= interval.high(), quantile + " " + interval);
            assertTrue(interval.low() <= interval.value() && interval.value() <= interval.high(), "" + interval);
        }
    }

    @Test
    void fewRoundsMakeWideIntervals() {
        assertEquals(2.69, Bootstrap.widening(3), 0.01);
        assertTrue(Bootstrap.widening(4) > Bootstrap.widening(12));
        assertEquals(1.0, Bootstrap.widening(1_000), 0.01);
    }

    @Test
    void percentilesPoolAllRounds() {
        Figures direct = Blocks.quiet()
                .rounds(6, arm -> 0)
                .compared()
                .figures(Arm.DIRECT)
                .orElseThrow();
        // 0.2 ms and an exponential with a mean of 0.1 ms
        assertEquals(0.2 + 0.1 * Math.log(2), direct.at(Quantile.P50), 0.01);
        assertEquals(0.2 + 0.1 * Math.log(100), direct.at(Quantile.P99), 0.03);
        assertEquals(18_000, direct.answered());
    }

    @Test
    void aRoundThatLacksAnArmIsLeftOut() {
        Blocks blocks = Blocks.quiet().rounds(6, arm -> 0);
        blocks.samples().removeIf(sample -> sample.round() == 2 && sample.arm() == Arm.SIDECAR);
        assertEquals(5, blocks.compared().rounds().counted().size());
    }
}
