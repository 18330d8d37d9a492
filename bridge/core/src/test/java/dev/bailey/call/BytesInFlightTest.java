package dev.bailey.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

final class BytesInFlightTest {
    private final FakeLoop loop = new FakeLoop();
    private final BytesInFlight bytes = new BytesInFlight(1000);

    @Test
    void takesAllOrNothing() {
        assertTrue(bytes.tryReserve(600));
        assertFalse(bytes.tryReserve(401));
        assertEquals(600, bytes.current());
        assertTrue(bytes.tryReserve(400));
        bytes.release(1000);
        assertEquals(0, bytes.current());
    }

    @Test
    void aCallGivesItsBytesBackAtItsEnd() {
        Call call = weighed();
        assertTrue(call.reserve(300));
        assertTrue(call.reserve(200));
        assertFalse(call.reserve(501));
        assertEquals(500, bytes.current());
        call.end(Outcome.OVERLOADED);
        assertEquals(0, bytes.current());
    }

    @Test
    void onlyItsFirstEndCounts() {
        Call call = weighed();
        bytes.tryReserve(500);
        call.reserve(100);
        call.end(Outcome.OK);
        call.end(Outcome.CLIENT_GONE);
        assertEquals(500, bytes.current());
    }

    @Test
    void whatComesAfterTheEndIsNotKept() {
        Call call = weighed();
        call.end(Outcome.TIMEOUT);
        assertTrue(call.reserve(100));
        assertEquals(0, bytes.current());
    }

    @Test
    void aCallThatNobodyWeighsMayTakeAnything() {
        Call call = Call.on(loop);
        assertTrue(call.reserve(Long.MAX_VALUE));
        call.end(Outcome.OK);
        assertEquals(0, bytes.current());
    }

    @Test
    void nothingLeaksWhenAnotherThreadEndsTheCall() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        CyclicBarrier barrier = new CyclicBarrier(2);
        for (int round = 0; round < 2000; round++) {
            Call call = weighed();
            int pieces = random.nextInt(5);
            Thread other = new Thread(() -> {
                await(barrier);
                call.end(Outcome.CLIENT_GONE);
            });
            other.start();
            await(barrier);
            for (int i = 0; i < pieces; i++) {
                call.reserve(7);
            }
            other.join();
            assertEquals(0, bytes.current(), "round " + round);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Call weighed() {
        Call call = Call.on(loop);
        call.countBytes(bytes);
        return call;
    }
}
