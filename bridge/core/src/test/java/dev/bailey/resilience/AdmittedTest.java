package dev.bailey.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Handler;
import dev.bailey.call.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AdmittedTest {
    private record Asked(Call call) implements Request {}

    private final Asked asked = new Asked(Call.on(new FakeLoop()));
    private final InFlightLimit limit = new InFlightLimit("this test", 2);
    private final List<CompletableFuture<String>> open = new ArrayList<>();
    private final Handler<Asked, String> service = request -> {
        CompletableFuture<String> reply = new CompletableFuture<>();
        open.add(reply);
        return reply;
    };

    @Test
    void oneTooManyIsShedAtOnceAndNeverAsked() {
        Handler<Asked, String> admitted = admitted(service);
        admitted.handle(asked);
        admitted.handle(asked);
        CompletableFuture<String> third = admitted.handle(asked).toCompletableFuture();
        assertEquals("OVERLOADED this test has its 2 calls in flight; try again later", third.join());
        assertEquals(2, open.size());
        assertEquals(2, limit.current());
    }

    @Test
    void whoEndsMakesRoom() {
        Handler<Asked, String> admitted = admitted(service);
        CompletionStage<String> first = admitted.handle(asked);
        admitted.handle(asked);
        open.get(0).complete("done");
        assertEquals("done", first.toCompletableFuture().join());
        assertEquals(1, limit.current());
        assertFalse(admitted.handle(asked).toCompletableFuture().isDone());
    }

    @Test
    void whoFailsMakesRoomToo() {
        Handler<Asked, String> admitted = admitted(service);
        CompletionStage<String> first = admitted.handle(asked);
        open.get(0).completeExceptionally(new IllegalStateException());
        assertTrue(first.toCompletableFuture().isCompletedExceptionally());
        assertEquals(0, limit.current());
    }

    @Test
    void whoThrowsMakesRoomToo() {
        IllegalStateException bug = new IllegalStateException();
        Handler<Asked, String> admitted = admitted(request -> {
            throw bug;
        });
        assertSame(bug, assertThrows(IllegalStateException.class, () -> admitted.handle(asked)));
        assertEquals(0, limit.current());
    }

    @Test
    void manyThreadsNeverGetMoreThanTheLimit() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                awaiting(start);
                for (int round = 0; round < 10_000; round++) {
                    if (limit.tryEnter()) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        limit.leave();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, limit.current());
        assertTrue(most.get() >= 1 && most.get() <= 2, most::toString);
    }

    private static void awaiting(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Handler<Asked, String> admitted(Handler<Asked, String> next) {
        return new Admitted<>(limit, AdmittedTest::refusal, next);
    }

    private static String refusal(Failure failure) {
        assertEquals(FailureKind.OVERLOADED, failure.kind());
        return failure.kind() + " " + failure.detail();
    }
}
