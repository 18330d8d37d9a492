package dev.bailey.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BalancedTest {
    private final FakeLoop loop = new FakeLoop();
    private final List<FakeService> services = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void spreadsCallsEvenly(int count) {
        Balanced<Ask, Told> balanced = over(count);
        for (int i = 0; i < 1000 * count; i++) {
            balanced.handle(new Ask(Call.on(loop)));
            services.forEach(service -> {
                if (service.open() > 0) {
                    service.answers("yes");
                }
            });
        }
        for (FakeService service : services) {
            assertEquals(1000, service.attempts(), 150);
        }
    }

    @Test
    void prefersWhoIsLessBusy() {
        Balanced<Ask, Told> balanced = over(2);
        for (int i = 0; i < 100; i++) {
            balanced.handle(new Ask(Call.on(loop)));
        }
        assertEquals(50, services.get(0).open());
        assertEquals(50, services.get(1).open());
        for (int i = 0; i < 30; i++) {
            services.get(1).answers("yes");
        }
        for (int i = 0; i < 30; i++) {
            balanced.handle(new Ask(Call.on(loop)));
        }
        assertEquals(50, services.get(1).open());
    }

    @Test
    void leavesOutAnAddressAfterFiveFailuresInARow() {
        Balanced<Ask, Told> balanced = over(3);
        breakDown(balanced, 0, 4);
        assertEquals(0, balanced.ejected(loop.nanoTime()));
        breakDown(balanced, 0, 1);
        assertEquals(1, balanced.ejected(loop.nanoTime()));
        int before = services.get(0).attempts();
        for (int i = 0; i < 50; i++) {
            balanced.handle(new Ask(Call.on(loop)));
        }
        assertEquals(before, services.get(0).attempts());
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() {
        Balanced<Ask, Told> balanced = over(2);
        breakDown(balanced, 0, 4);
        callUntil(balanced, 0);
        services.get(0).answers("yes");
        breakDown(balanced, 0, 4);
        assertEquals(0, balanced.ejected(loop.nanoTime()));
    }

    @Test
    void deadlinesDoNotCount() {
        Balanced<Ask, Told> balanced = over(2);
        for (int i = 0; i < 20; i++) {
            callUntil(balanced, 0);
            services.get(0).fails(FailureKind.TIMEOUT, Delivery.UNKNOWN);
        }
        assertEquals(0, balanced.ejected(loop.nanoTime()));
    }

    @Test
    void leavesItOutLongerEachTimeUpToAMinute() {
        Balanced<Ask, Told> balanced = over(2);
        breakDown(balanced, 0, 4);
        for (int seconds : new int[] {5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 60}) {
            breakDown(balanced, 0, 1);
            loop.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertEquals(1, balanced.ejected(loop.nanoTime()), seconds + " s");
            loop.advance(Duration.ofMillis(1));
            assertEquals(0, balanced.ejected(loop.nanoTime()), seconds + " s");
        }
        callUntil(balanced, 0);
        services.get(0).answers("back");
        breakDown(balanced, 0, 5);
        loop.advance(Duration.ofSeconds(5));
        assertEquals(0, balanced.ejected(loop.nanoTime()), "an answer made it 5 s again");
    }

    @Test
    void neverLeavesOutTheLastOne() {
        Balanced<Ask, Told> balanced = over(2);
        breakDown(balanced, 0, 5);
        breakDown(balanced, 1, 50);
        assertEquals(1, balanced.ejected(loop.nanoTime()));
        loop.advance(Duration.ofSeconds(5));
        breakDown(balanced, 1, 1);
        assertEquals(1, balanced.ejected(loop.nanoTime()), "now the other one takes its place");
        int before = services.get(1).attempts();
        callUntil(balanced, 0);
        assertEquals(before, services.get(1).attempts());
    }

    @Test
    void aRetryGoesToAnotherAddress() {
        Balanced<Ask, Told> balanced = over(3);
        for (int i = 0; i < 100; i++) {
            Call call = Call.on(loop);
            balanced.handle(new Ask(call));
            int first = call.address();
            balanced.handle(new Ask(call));
            assertNotEquals(first, call.address());
        }
    }

    @Test
    void aRetryGoesToTheSameAddressWhenThereIsNoOther() {
        Balanced<Ask, Told> balanced = over(2);
        breakDown(balanced, 0, 5);
        Call call = Call.on(loop);
        balanced.handle(new Ask(call));
        balanced.handle(new Ask(call));
        assertEquals(1, call.address());
    }

    @Test
    void aFaultOfOurOwnLeavesNothingInFlight() {
        Handler<Ask, Told> broken = ask -> {
            throw new IllegalStateException("scripted");
        };
        Balanced<Ask, Told> faulty = new Balanced<>(List.of(broken, new FakeService()), bound -> 0);
        // were the first one counted as in flight, the second call would go to the other
        for (int i = 0; i < 3; i++) {
            assertThrows(IllegalStateException.class, () -> faulty.handle(new Ask(Call.on(loop))));
        }
    }

    /** Whatever fails, answers and expires, in whatever order: some address takes calls, and counts go back to nothing. */
    @Test
    void someAddressAlwaysTakesCalls() {
        for (int seed = 0; seed < 100; seed++) {
            services.clear();
            SplittableRandom random = new SplittableRandom(seed);
            Balanced<Ask, Told> balanced = over(2 + random.nextInt(3));
            for (int step = 0; step < 400; step++) {
                int what = random.nextInt(10);
                FakeService service = services.get(random.nextInt(services.size()));
                if (what < 5) {
                    balanced.handle(new Ask(Call.on(loop)));
                } else if (what < 9 && service.open() > 0) {
                    if (random.nextInt(8) == 0) {
                        service.answers("yes");
                    } else {
                        service.fails(FailureKind.UNAVAILABLE, Delivery.UNKNOWN);
                    }
                } else if (what == 9) {
                    loop.stall(Duration.ofMillis(random.nextInt(4000)));
                }
                assertTrue(balanced.ejected(loop.nanoTime()) < services.size(), "seed " + seed);
            }
        }
    }

    private Balanced<Ask, Told> over(int count) {
        for (int i = 0; i < count; i++) {
            services.add(new FakeService());
        }
        return new Balanced<>(services, new SplittableRandom(count)::nextInt);
    }

    private void breakDown(Balanced<Ask, Told> balanced, int index, int times) {
        for (int i = 0; i < times; i++) {
            callUntil(balanced, index);
            services.get(index).fails(FailureKind.UNAVAILABLE, Delivery.NOT_SENT);
        }
    }

    /** Calls until one has come to that address; what goes elsewhere stays open. */
    private void callUntil(Balanced<Ask, Told> balanced, int index) {
        int before = services.get(index).attempts();
        for (int i = 0; services.get(index).attempts() == before; i++) {
            assertTrue(i < 1000, "no call comes to address " + index);
            balanced.handle(new Ask(Call.on(loop)));
        }
    }
}
