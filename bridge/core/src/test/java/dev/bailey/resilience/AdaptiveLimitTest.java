package dev.bailey.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Outcome;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AdaptiveLimitTest {
    private final FakeLoop loop = new FakeLoop();
    private final FakeService service = new FakeService();
    private final AdaptiveLimit limit = new AdaptiveLimit("ads", 2);
    private final Limited<Ask, Told> limited = new Limited<>(limit, Told.Failed::new, service);

    @Test
    void shedsWhatIsOverTheLimitWithoutAnAttempt() {
        send();
        send();
        assertEquals(Outcome.OVERLOADED, send().join().outcome());
        assertEquals(2, service.attempts());
    }

    @Test
    void everyEndMakesRoom() {
        send();
        send();
        service.answers("yes");
        send();
        service.fails(FailureKind.TIMEOUT, Delivery.UNKNOWN);
        send();
        service.breaksDown();
        send();
        assertEquals(2, service.open());
        assertEquals(5, service.attempts());
    }

    @Test
    void aFaultOfOurOwnLeavesNothingInFlight() {
        Limited<Ask, Told> faulty = new Limited<>(limit, Told.Failed::new, ask -> {
            throw new IllegalStateException("scripted");
        });
        for (int i = 0; i < 5; i++) {
            assertThrows(IllegalStateException.class, () -> faulty.handle(new Ask(Call.on(loop))));
        }
        assertFalse(send().isDone());
    }

    /** A thousand windows of calls that end so: whatever their number, they are no sign of overload. */
    @ParameterizedTest
    @EnumSource(
            value = Evidence.class,
            names = {"UNREACHABLE", "NONE"})
    void whatSaysNothingOfItsSpeedDoesNotLowerIt(Evidence evidence) {
        AdaptiveLimit wide = new AdaptiveLimit("ads", 64);
        for (long now = 0; now < 1_000_000_000_000L; now += 10_000_000) {
            assertTrue(wide.tryEnter());
            wide.ended(evidence, now, now + 9_000_000);
        }
        assertEquals(64, wide.limit());
    }

    @Test
    void evenTheLeastIsNoMoreThanItMayBe() {
        AdaptiveLimit narrow = new AdaptiveLimit("ads", 2);
        for (long now = 0; now < 100_000_000_000L; now += 10_000_000) {
            assertTrue(narrow.tryEnter());
            narrow.ended(Evidence.TIMED_OUT, now, now + 300_000_000);
            assertTrue(narrow.limit() <= 2);
        }
    }

    private CompletableFuture<Told> send() {
        return limited.handle(new Ask(Call.on(loop))).toCompletableFuture();
    }
}
