package dev.bailey.load.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.load.plan.KneeSearch.Knee;
import dev.bailey.load.plan.KneeSearch.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KneeSearchTest {
    /** A path that takes 0.3 ms up to its knee and ever longer above. */
    private static Step answered(double rate, double knee) {
        return new Step(rate, rate > knee * 1.2 ? 0.5 : 1, rate <= knee ? 0.3 : 50, 0);
    }

    @Test
    void theKneeIsFound() throws InterruptedException {
        Knee knee = new KneeSearch(rate -> answered(rate, 5_000), 100_000).find(300);
        assertTrue(knee.rate() <= 5_000 && knee.rate() > 4_500, "" + knee.rate());
        assertTrue(knee.bounded());
    }

    @Test
    void noiseOnceIsNotTheKnee() throws InterruptedException {
        int[] steps = {0};
        Knee knee = new KneeSearch(rate -> ++steps[0] == 4 ? new Step(rate, 1, 500, 0) : answered(rate, 5_000), 100_000)
                .find(300);
        assertTrue(knee.rate() > 4_500, "" + knee.rate());
    }

    @Test
    void aPathWithoutAKneeEndsTheSearch() throws InterruptedException {
        Knee knee = new KneeSearch(rate -> answered(rate, 1e9), 20_000).find(300);
        assertEquals(20_000, knee.rate());
        assertFalse(knee.bounded());
    }

    @Test
    void aPathThatFailsAtOnceIsRefused() {
        KneeSearch search = new KneeSearch(rate -> new Step(rate, 0, 0, 10), 20_000);
        assertThrows(IllegalStateException.class, () -> search.find(300));
    }

    @Test
    void everyRoundHasEveryArmInAnOrderOfItsOwn() {
        List<List<Arm>> order = Interleaving.of(List.of(Arm.values()), 50, new SplittableRandom(1));
        order.forEach(round -> assertEquals(EnumSet.allOf(Arm.class), EnumSet.copyOf(round)));
        assertTrue(order.stream().distinct().count() > 10);
    }
}
