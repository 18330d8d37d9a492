package dev.bailey.load.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.load.plan.Arm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Noise STALL = new Noise(200, 0);

    private static Blocks tenRounds() {
        return Blocks.quiet().calls(10).rounds(10, arm -> 0);
    }

    private static Rounds of(Blocks blocks) {
        return Rounds.of(blocks.samples());
    }

    @Test
    void onAQuietMachineAllCount() {
        Rounds rounds = of(tenRounds());
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), rounds.counted());
        assertEquals("", rounds.words());
    }

    @Test
    void aDisturbedBlockTakesItsWholeRoundWithIt() {
        Rounds rounds = of(tenRounds().noise(4, Arm.DIRECT, STALL).noise(7, Arm.IN_PROCESS, new Noise(0, 0.9)));
        assertEquals(List.of(0, 1, 2, 3, 5, 6, 8, 9), rounds.counted());
        assertEquals(Set.of(4, 7), rounds.leftOut().keySet());
        assertEquals(
                "2 of 10 rounds are left out, for all ways alike, because the machine was disturbed: at worst it stood still"
                        + " for 200 ms, others used 0.9 cores",
                rounds.words());
    }

    @Test
    void whatAMachineAlwaysDoesIsNoDisturbance() {
        assertEquals(
                10,
                of(tenRounds().noise(3, Arm.DIRECT, new Noise(19.9, 0.29)))
                        .counted()
                        .size());
    }

    @Test
    void latenciesDecideNothing() {
        Blocks blocks = Blocks.noisy().calls(10).rounds(10, arm -> arm == Arm.IN_PROCESS ? 300 : 0);
        assertEquals(10, of(blocks).counted().size());
    }

    @Test
    void disturbancesThatPreferAPathAreTakenForItsOwn() {
        Blocks blocks = tenRounds();
        for (int round : List.of(1, 4, 8)) {
            blocks.noise(round, Arm.IN_PROCESS, STALL);
        }
        Rounds rounds = of(blocks);
        assertEquals(10, rounds.counted().size());
        assertTrue(rounds.words().contains("in 3 blocks of in-process and in 0 of all others"), rounds.words());
    }

    @Test
    void disturbancesThatPreferNobodyAreNot() {
        Blocks blocks = tenRounds();
        blocks.noise(1, Arm.IN_PROCESS, STALL).noise(4, Arm.IN_PROCESS, STALL);
        blocks.noise(5, Arm.SIDECAR, STALL).noise(8, Arm.DIRECT_AGAIN, STALL);
        assertEquals(6, of(blocks).counted().size());
    }

    @Test
    void aMachineThatIsAlwaysDisturbedIsNotMadeQuietByLookingAway() {
        Blocks blocks = tenRounds();
        List<Arm> arms = List.of(Arm.values());
        for (int round = 0; round < 6; round++) {
            blocks.noise(round, arms.get(round % arms.size()), STALL);
        }
        Rounds rounds = of(blocks);
        assertEquals(10, rounds.counted().size());
        assertTrue(rounds.words().contains("in 6 of 10 rounds, too many to leave out"), rounds.words());
    }

    @Test
    void aRoundThatLacksABlockIsNoRound() {
        Blocks blocks = tenRounds();
        blocks.samples().removeIf(sample -> sample.round() == 2 && sample.arm() == Arm.SIDECAR);
        assertEquals(List.of(0, 1, 3, 4, 5, 6, 7, 8, 9), of(blocks).counted());
    }
}
