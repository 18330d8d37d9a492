package dev.bailey.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.resilience.ServiceSimulation.Stretch;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adaptive limit against simulated services: what it must gain, and above all what it must never cost. */
final class OverloadSimulationTest {
    private static final int MAX = 512;
    private static final int UNLIMITED = MAX;

    // ---- overload

    @ParameterizedTest(name = "{0} workers, {1} s each, timeout {2} s, load {3}")
    @CsvSource({
        "16, 0.01, 0.5, 1.2,  0.08",
        "16, 0.01, 0.5, 2,    0.08",
        "16, 0.01, 0.5, 5,    0.08",
        "16, 0.01, 10,  5,    0.08",
        "64, 0.02, 0.5, 2,    0.15",
        "64, 0.02, 0.5, 5,    0.15",
        "4,  0.05, 0.5, 2,    0.45",
        "4,  0.05, 0.5, 5,    0.45",
        "4,  0.05, 10,  5,    1",
        "1,  0.002, 0.5, 2,   0.06",
        "1,  0.002, 0.5, 5,   0.06",
    })
    void inOverloadGoodputStaysAndLatencyFalls(int workers, double mean, double timeout, double load, double p99) {
        double capacity = workers / mean;
        ServiceSimulation simulation =
                simulation(Gates.ADAPTIVE, workers, timeout).work(mean);
        simulation.load(at -> 0.3 * capacity).run(20);
        simulation.load(at -> load * capacity).run(Math.max(15, 3000 / capacity));
        Stretch overload = simulation.run(Math.max(30, 3000 / capacity));
        assertTrue(overload.goodput() > 0.9 * capacity, overload::toString);
        assertTrue(overload.p99() < p99, overload::toString);
        // promise P6: back to normal soon after
        simulation.load(at -> 0.3 * capacity).run(5);
        Stretch after = simulation.run(5);
        assertEquals(0, after.refused(), after::toString);
        assertEquals(0, after.timedOut(), after::toString);
    }

    @Test
    void withoutItAServiceThatIsSlowForItsTimeoutsDoesNothingButLateWork() {
        ServiceSimulation simulation = simulation(Gates.FIXED, 4, 0.5).work(0.05);
        simulation.load(at -> 160).run(40);
        assertTrue(simulation.run(30).goodput() < 1);
    }

    /**
     * Calls that time out clog their connections, those are closed, and the service works on what came over them: what waits in it
     * has no bound, and grows until the limit is low enough.
     */
    @ParameterizedTest(name = "{0} workers, {1} s each, timeout {2} s, load {3} before and {4} then")
    @CsvSource({
        "4, 0.004, 0.3, 0.5, 3,   4",
        "4, 0.004, 0.3, 1.05, 3,  4",
        "4, 0.004, 0.3, 3, 3,     4",
        "4, 0.004, 0.3, 0.5, 5,   4",
        "1, 0.002, 0.3, 0.5, 3,   7",
        "4, 0.05,  0.5, 0.5, 5,  16",
    })
    void aServiceThatAnsweredNothingInTimeDoesSoon(
            int workers, double mean, double timeout, double before, double load, double settling) {
        double capacity = workers / mean;
        ServiceSimulation simulation =
                simulation(Gates.ADAPTIVE, workers, timeout).work(mean).forgetsPlaces();
        simulation.load(at -> before * capacity).run(3);
        simulation.load(at -> load * capacity).run(settling);
        Stretch overload = simulation.run(10);
        assertTrue(overload.goodput() > 0.9 * capacity, overload::toString);
    }

    @Test
    void tenTimesTheLatencyAndBack() {
        ServiceSimulation simulation = simulation(Gates.ADAPTIVE, 16, 0.5).work(0.01);
        simulation.load(at -> 800).run(20);
        simulation.work(0.1).run(10);
        Stretch slow = simulation.run(30);
        assertTrue(slow.goodput() > 0.9 * 160, slow::toString);
        simulation.work(0.01).run(2);
        Stretch back = simulation.run(5);
        assertEquals(0, back.refused(), back::toString);
        assertTrue(back.p99() < 0.07, back::toString);
    }

    @Test
    void aServiceThatHungIsFullyUsedSoonAfter() {
        ServiceSimulation simulation =
                simulation(Gates.ADAPTIVE, UNLIMITED, 0.5).work(0.01);
        simulation.load(at -> 300).run(20);
        simulation.work(any -> 60).run(20);
        simulation.work(0.01).run(62);
        Stretch back = simulation.run(5);
        assertEquals(0, back.refused(), back::toString);
        assertEquals(MAX, back.limit());
    }

    // ---- what looks like overload and is none: never worse than the fixed limit

    @Test
    void latencyThatGrowsByNatureShedsNothing() {
        Story slower = simulation -> {
            simulation.load(at -> 500).work(0.001).run(30);
            simulation.work(any -> any.nextInt(10) == 0 ? 0.001 : ServiceSimulation.exponential(any, 0.5));
            simulation.run(30);
            return simulation.load(at -> 900).run(60);
        };
        Stretch seen = slower.tell(simulation(Gates.ADAPTIVE, UNLIMITED, 10));
        assertEquals(0, seen.refused(), seen::toString);
        assertNoWorse(slower, UNLIMITED, 10, 1);
    }

    /** More calls than the limit lets in, from one moment to the next: some must go, though the service could do them. */
    @Test
    void aLimitThatIsTooLowForAHealthyServiceIsNotLoweredForLong() {
        assertNoWorse(
                simulation -> {
                    simulation.load(at -> 1800).work(0.001).run(30);
                    simulation.work(any -> ServiceSimulation.exponential(any, 0.5));
                    return simulation.run(120);
                },
                UNLIMITED,
                10,
                0.93);
    }

    @ParameterizedTest(name = "bursts of {1} calls a second at {0} workers")
    @CsvSource({"16, 8000", "16, 16000", "64, 16000", "512, 16000"})
    void burstsAreNoOverload(int workers, double burst) {
        DoubleUnaryOperator load = at -> at % 2 < 0.05 ? burst : 100;
        assertNoWorse(simulation -> simulation.load(load).work(0.01).run(120), workers, 10, 1);
    }

    @ParameterizedTest(name = "{0} of the calls time out")
    @CsvSource({"0.1", "0.3", "0.6", "0.8"})
    void routesThatAlwaysTimeOutDoNotTakeTheOthersWithThem(double share) {
        assertNoWorse(
                simulation -> {
                    simulation.load(at -> 300).work(0.01).run(20);
                    simulation.work(any -> any.nextDouble() < share ? 0.6 : 0.01);
                    return simulation.run(120);
                },
                UNLIMITED,
                0.5,
                1);
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void whateverTheMixAHealthyServiceIsNotShed(int seed) {
        SplittableRandom story = new SplittableRandom(seed);
        ServiceSimulation simulation = simulation(Gates.ADAPTIVE, UNLIMITED, 10);
        for (int chapter = 0; chapter < 20; chapter++) {
            double fast = 0.0005 + story.nextDouble() * 0.01;
            double slow = fast * (1 + story.nextInt(200));
            double share = story.nextDouble();
            double mean = share * slow + (1 - share) * fast;
            double rate = Math.min(3000, story.nextDouble() * 350 / mean);
            simulation.load(at -> rate).work(any -> any.nextDouble() < share ? slow : fast);
            Stretch seen = simulation.run(5 + story.nextInt(10));
            assertEquals(0, seen.refused(), seen::toString);
        }
    }

    /** What happens to a service, ending with the stretch that counts. */
    private interface Story {
        Stretch tell(ServiceSimulation simulation);
    }

    private static void assertNoWorse(Story story, int workers, double timeout, double share) {
        Stretch fixed = story.tell(simulation(Gates.FIXED, workers, timeout));
        Stretch adaptive = story.tell(simulation(Gates.ADAPTIVE, workers, timeout));
        assertTrue(adaptive.answered() >= share * fixed.answered(), () -> adaptive + " against " + fixed);
    }

    private static ServiceSimulation simulation(Gates gate, int workers, double timeout) {
        return new ServiceSimulation(gate.open(MAX), workers, timeout);
    }
}
