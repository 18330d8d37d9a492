package dev.bailey.load.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import dev.bailey.load.probe.Recording;
import dev.bailey.load.verdict.Verdict.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static double nothing(Arm arm) {
        return 0;
    }

    private static Verdict decide(Blocks blocks) {
        return Decision.of(blocks.compared(), Budgets.DEFAULT);
    }

    private static ToDoubleFunction<Arm> inProcessAdds(double millis) {
        return arm -> arm == Arm.IN_PROCESS ? millis : 0;
    }

    @Test
    void pathsThatAreAlikeLetTheSidecarGo() {
        Verdict verdict = decide(Blocks.quiet().rounds(10, DecisionTest::nothing));
        assertEquals(Answer.RETIRE, verdict.answer(), verdict.reasons().toString());
        assertTrue(verdict.aaPasses());
        assertTrue(verdict.sidecarWithinBudget());
    }

    @Test
    void aLittleWithinTheBudgetDoesNotMatter() {
        assertEquals(
                Answer.RETIRE,
                decide(Blocks.quiet().rounds(10, inProcessAdds(0.1))).answer());
    }

    @Test
    void moreThanTheBudgetKeepsTheSidecar() {
        Verdict verdict = decide(Blocks.quiet().rounds(10, inProcessAdds(0.5)));
        assertEquals(Answer.KEEP, verdict.answer());
        assertTrue(
                verdict.reasons().get(0).contains("over the budget of 0.20 ms"),
                verdict.reasons().toString());
    }

    @Test
    void whatMayBeOnEitherSideOfTheBudgetDecidesNothing() {
        Verdict verdict = decide(Blocks.quiet().calls(400).rounds(6, inProcessAdds(0.2)));
        assertEquals(Answer.INCONCLUSIVE, verdict.answer(), verdict.reasons().toString());
    }

    @Test
    void onANoisyMachineAnUntouchedPathIsNeverLetGo() {
        Verdict verdict = decide(Blocks.noisy().rounds(10, DecisionTest::nothing));
        assertEquals(Answer.INCONCLUSIVE, verdict.answer());
        assertFalse(verdict.aaPasses());
        assertTrue(
                verdict.reasons().get(0).startsWith("too noisy here"),
                verdict.reasons().toString());
    }

    @Test
    void fiveMillisecondsShowThroughTheNoise() {
        Verdict verdict = decide(Blocks.noisy().rounds(10, inProcessAdds(5)));
        assertEquals(Answer.KEEP, verdict.answer(), verdict.reasons().toString());
    }

    @Test
    void thatMoreCallsFailKeepsTheSidecar() {
        Verdict verdict =
                decide(Blocks.quiet().rounds(10, DecisionTest::nothing).failing(Arm.IN_PROCESS, 30));
        assertEquals(Answer.KEEP, verdict.answer());
        assertTrue(
                verdict.reasons().get(0).contains("fails more often"),
                verdict.reasons().toString());
    }

    @Test
    void aFewFailuresOnBothPathsAreNoDifference() {
        Blocks blocks = Blocks.quiet().rounds(10, DecisionTest::nothing);
        blocks.failing(Arm.DIRECT, 2).failing(Arm.DIRECT_AGAIN, 2).failing(Arm.IN_PROCESS, 2);
        assertEquals(Answer.RETIRE, decide(blocks).answer());
    }

    @Test
    void aDirectPathThatFailsIsNothingToCompareWith() {
        Verdict verdict =
                decide(Blocks.quiet().rounds(10, DecisionTest::nothing).failing(Arm.DIRECT, 100));
        assertEquals(Answer.INCONCLUSIVE, verdict.answer());
        assertTrue(
                verdict.reasons().get(0).contains("direct path itself fails"),
                verdict.reasons().toString());
    }

    @Test
    void theSidecarsFiguresDecideNothing() {
        Verdict verdict = decide(Blocks.quiet().rounds(10, arm -> arm == Arm.SIDECAR ? 20 : 0));
        assertEquals(Answer.RETIRE, verdict.answer());
        assertFalse(verdict.sidecarWithinBudget());
    }

    @Test
    void tooLittleSaysNothing() {
        assertEquals(
                Answer.INCONCLUSIVE,
                decide(Blocks.quiet().rounds(3, DecisionTest::nothing)).answer());
        assertEquals(
                Answer.INCONCLUSIVE,
                decide(Blocks.quiet().calls(100).rounds(9, DecisionTest::nothing))
                        .answer());
        assertEquals(Answer.INCONCLUSIVE, decide(Blocks.quiet()).answer());
    }

    @Test
    void withoutItsPathOrItsTestThereIsNoRetiring() {
        assertEquals(
                Answer.INCONCLUSIVE,
                decide(Blocks.quiet().rounds(10, DecisionTest::nothing).without(Arm.IN_PROCESS))
                        .answer());
        assertEquals(
                Answer.INCONCLUSIVE,
                decide(Blocks.quiet().rounds(10, DecisionTest::nothing).without(Arm.DIRECT_AGAIN))
                        .answer());
    }

    @Test
    void aBudgetHoldsForLowerPercentilesToo() {
        Map<Quantile, Double> all =
                new Budgets(Map.of(Quantile.P99, 0.2, Quantile.P50, 0.05), Map.of(), 0).of(PathName.IN_PROCESS);
        assertEquals(Map.of(Quantile.P50, 0.05, Quantile.P90, 0.2, Quantile.P99, 0.2), all);
    }

    @Test
    void whateverTheNoiseAPathOverTheBudgetIsNeverLetGo() {
        for (int seed = 0; seed < 20; seed++) {
            double added = 0.25 + seed * 0.05;
            assertNotEquals(
                    Answer.RETIRE,
                    decide(Blocks.quiet().calls(1_000).rounds(5, inProcessAdds(added)))
                            .answer());
        }
    }

    @Test
    void aStallOfTheMachineDoesNotSpoilAQuietRun() {
        Blocks blocks = Blocks.quiet().rounds(11, DecisionTest::nothing).stalled(5, Arm.DIRECT, 210);
        assertEquals(Answer.INCONCLUSIVE, decide(blocks).answer());
        Verdict verdict = decide(blocks.noise(5, Arm.DIRECT, new Noise(205, 0)));
        assertEquals(Answer.RETIRE, verdict.answer(), verdict.reasons().toString());
    }

    @Test
    void aPathThatStallsByItselfIsNotLetGo() {
        Blocks blocks = Blocks.quiet().rounds(11, DecisionTest::nothing);
        for (int round : List.of(2, 5, 7)) {
            blocks.stalled(round, Arm.IN_PROCESS, 210);
        }
        assertNotEquals(Answer.RETIRE, decide(blocks).answer(), "nothing else stood still");
        for (int round : List.of(2, 5, 7)) {
            blocks.noise(round, Arm.IN_PROCESS, new Noise(205, 1.5));
        }
        assertNotEquals(Answer.RETIRE, decide(blocks).answer(), "everything stood still, but only then");
    }

    // recorded on two cores that eight others were building on

    @Test
    void recordedBlocksOfAnUntouchedPathAreNotFalselyLetGoNorKept() throws IOException {
        assertEquals(
                Answer.INCONCLUSIVE,
                Decision.of(Comparison.of(recorded("untouched.json")), Budgets.DEFAULT)
                        .answer());
    }

    @Test
    void recordedBlocksOfAPathSlowedByFiveMillisecondsKeepTheSidecar() throws IOException {
        for (String run : List.of("untouched.json", "disturbed.json")) {
            List<Sample> slowed = recorded(run).stream()
                    .map(sample -> sample.arm() == Arm.IN_PROCESS ? slowed(sample) : sample)
                    .toList();
            Verdict verdict = Decision.of(Comparison.of(slowed), Budgets.DEFAULT);
            assertEquals(
                    Answer.KEEP,
                    verdict.answer(),
                    run + ": " + verdict.reasons().toString());
        }
    }

    @Test
    void recordedNoiseThatFillsMostRoundsIsNamedAndNotLookedAwayFrom() throws IOException {
        Comparison comparison = Comparison.of(recorded("disturbed.json"));
        assertEquals(11, comparison.rounds().counted().size());
        Verdict verdict = Decision.of(comparison, Budgets.DEFAULT);
        assertEquals(Answer.INCONCLUSIVE, verdict.answer());
        assertEquals(
                "the machine was disturbed in 7 of 11 rounds, too many to leave out: at worst it stood still for 110 ms, others"
                        + " used 1.5 cores",
                verdict.reasons().get(1));
    }

    private static Sample slowed(Sample sample) {
        Histogram later = Recording.histogram();
        sample.latencies()
                .recordedValues()
                .forEach(value -> later.recordValueWithCount(
                        value.getValueIteratedTo() + 5_000_000, value.getCountAddedInThisIterationStep()));
        return new Sample(sample.round(), sample.arm(), later, sample.answered(), sample.failed(), sample.noise());
    }

    @Test
    void samplesComeBackAsTheyWereWritten() throws IOException {
        List<Sample> samples = Blocks.noisy().rounds(4, DecisionTest::nothing).samples();
        assertEquals(samples, SamplesFile.read(SamplesFile.write(samples)));
    }

    private static List<Sample> recorded(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DecisionTest.class.getResourceAsStream(name), name)) {
            return SamplesFile.read(new String(in.readAllBytes(), UTF_8));
        }
    }
}
