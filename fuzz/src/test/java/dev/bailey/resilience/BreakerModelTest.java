package dev.bailey.resilience;

import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * Threads of several loops meet in a breaker: whatever they do at the same time is as if they had done it one after the other.
 * Above all one call alone finds out whether the service is back. Lincheck tries every interleaving of a few operations.
 */
public class BreakerModelTest {
    private static final int CLOSED_ERA = 0;
    private static final int PROBING_ERA = 2;

    private final Breaker breaker = new Breaker("ads", 2, Duration.ZERO);

    @Operation
    public int enters() {
        return breaker.tryEnter(0);
    }

    @Operation
    public void answers() {
        breaker.ended(CLOSED_ERA, Evidence.ANSWERED, 0);
    }

    @Operation
    public void fails() {
        breaker.ended(CLOSED_ERA, Evidence.UNREACHABLE, 0);
    }

    @Operation
    public void probeFails() {
        breaker.ended(PROBING_ERA, Evidence.UNREACHABLE, 0);
    }

    @Operation
    public boolean isOpen() {
        return breaker.isOpen();
    }

    @Test
    void whatHappensAtOnceHappensInSomeOrder() {
        new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(3)
                .iterations(8)
                .invocationsPerIteration(300)
                .check(BreakerModelTest.class);
    }
}
