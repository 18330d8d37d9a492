package dev.bailey.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallLoopTest {
    private final HostLoops loops = new HostLoops();
    private final CallLoop loop = loops.open();
    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        loops.close();
    }

    private String next() throws InterruptedException {
        String what = happened.poll(10, TimeUnit.SECONDS);
        return what == null ? "nothing" : what;
    }

    private final class Named extends Timeout {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        protected void expire() {
            assertTrue(loop.inLoop());
            happened.add(name);
        }
    }

    @Test
    void theThreadThatBringsATaskRunsIt() {
        Thread[] ran = new Thread[2];
        loop.enter(() -> ran[0] = Thread.currentThread());
        loop.run(() -> ran[1] = Thread.currentThread());
        assertSame(Thread.currentThread(), ran[0]);
        assertSame(Thread.currentThread(), ran[1]);
        assertFalse(loop.inLoop());
    }

    @Test
    void whatIsExecutedInTheLoopComesAfterWhatRuns() {
        List<String> order = new ArrayList<>();
        loop.enter(() -> {
            loop.execute(() -> order.add("second"));
            loop.run(() -> order.add("in place"));
            order.add("first");
        });
        assertEquals(List.of("in place", "first", "second"), order);
    }

    @Test
    void whatIsExecutedWhereNobodyIsRunsOnTheDaemonThread() throws Exception {
        loop.execute(() -> happened.add(Thread.currentThread().getName() + loop.inLoop()));
        assertEquals("bailey-callstrue", next());
    }

    @Test
    void whatOtherThreadsBringMeanwhileRunsInTurn() throws Exception {
        CountDownLatch brought = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            loop.run(() ->
                    happened.add("of the other, on " + Thread.currentThread().getName()));
            brought.countDown();
        });
        loop.enter(() -> {
            other.start();
            await(brought);
            happened.add("of the first");
        });
        assertEquals("of the first", next());
        assertEquals("of the other, on " + Thread.currentThread().getName(), next());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTimeoutExpiresInTheLoopAndNeverEarly() throws Exception {
        long start = System.nanoTime();
        loop.enter(() -> loop.schedule(new Named("due"), Duration.ofMillis(30).toNanos()));
        assertEquals("due", next());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(30).toNanos());
    }

    @Test
    void aSoonerTimeoutIsNotHeldUpByALaterOne() throws Exception {
        loop.enter(() -> loop.schedule(new Named("late"), Duration.ofMinutes(5).toNanos()));
        // lets the thread fall asleep over the first
        loop.execute(() -> happened.add("awake"));
        assertEquals("awake", next());
        loop.enter(() -> loop.schedule(new Named("soon"), Duration.ofMillis(20).toNanos()));
        assertEquals("soon", next());
    }

    @Test
    void aCancelledTimeoutDoesNotExpireAndAMovedOneExpiresOnce() throws Exception {
        Named cancelled = new Named("cancelled");
        Named moved = new Named("moved");
        loop.enter(() -> {
            loop.schedule(cancelled, 0);
            loop.schedule(moved, Duration.ofMinutes(5).toNanos());
            assertTrue(cancelled.isScheduled());
            cancelled.cancel();
            loop.schedule(moved, Duration.ofMillis(20).toNanos());
            loop.schedule(new Named("last"), Duration.ofMillis(60).toNanos());
        });
        assertEquals("moved", next());
        assertEquals("last", next());
        assertFalse(cancelled.isScheduled());
        assertEquals(0, happened.size());
    }

    @Test
    void aTimeoutCancelledWhileItsExpiryIsOnItsWayDoesNotExpire() throws Exception {
        CountDownLatch on = new CountDownLatch(1);
        Named timeout = new Named("too late");
        loop.enter(() -> {
            loop.schedule(timeout, 0);
            // another loop's timeout, due at the same time or later, has expired: so has this one in the wheel
            CallLoop other = loops.open();
            other.run(() -> other.schedule(counting(on), Duration.ofMillis(20).toNanos()));
            await(on);
            timeout.cancel();
        });
        loop.execute(() -> happened.add("after"));
        assertEquals("after", next());
        assertEquals(0, happened.size());
    }

    private static Timeout counting(CountDownLatch latch) {
        return new Timeout() {
            @Override
            protected void expire() {
                latch.countDown();
            }
        };
    }

    @Test
    void codeThatBlocksRunsOnTheHostsThreadOutsideOfTheLoop() throws Exception {
        loop.enter(() -> {
            assertTrue(loop.runOutside(() -> {
                assertFalse(loop.inLoop());
                CountDownLatch went = new CountDownLatch(1);
                loop.execute(went::countDown);
                // the call goes on while this thread blocks
                await(went);
                happened.add("blocked on " + Thread.currentThread().getName());
            }));
            assertFalse(loop.runOutside(() -> {}), "one at a time");
            happened.add("in the loop");
        });
        assertEquals("in the loop", next());
        assertEquals("blocked on " + Thread.currentThread().getName(), next());
    }

    @Test
    void nothingThatBlocksRunsOnAThreadThatMustNot() throws Exception {
        loop.run(() -> happened.add("run " + loop.runOutside(() -> {})));
        assertEquals("run false", next());
        loop.execute(() -> happened.add("execute " + loop.runOutside(() -> {})));
        assertEquals("execute false", next());
    }

    @Test
    void aTaskThatFailsStopsNothing() throws Exception {
        loop.enter(() -> {
            loop.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            loop.execute(() -> happened.add("goes on"));
        });
        assertEquals("goes on", next());
        assertFalse(loop.inLoop());
    }

    @Test
    void itTellsOthersWhileAThreadOfTheHostIsWithCode() {
        loop.enter(() -> assertTrue(loop.runOutside(() -> {
            assertFalse(loop.runsCodeElsewhere());
            assertTrue(CompletableFuture.supplyAsync(loop::runsCodeElsewhere).join());
        })));
        assertFalse(CompletableFuture.supplyAsync(loop::runsCodeElsewhere).join());
    }

    @Test
    void noErrorTakesTheDaemonThreadOrTheLoopAlong() throws Exception {
        loop.execute(() -> {
            throw new StackOverflowError("on purpose");
        });
        loop.execute(() -> happened.add("goes on"));
        assertEquals("goes on", next());
        loops.execute(() -> {
            throw new StackOverflowError("on purpose");
        });
        loop.enter(
                () -> loop.schedule(new Named("in time"), Duration.ofMillis(10).toNanos()));
        assertEquals("in time", next());
    }

    @Test
    void theDaemonThreadEndsOnceItIsClosedAndNothingWaits() throws Exception {
        BlockingQueue<Thread> daemon = new LinkedBlockingQueue<>();
        loop.enter(() -> loop.schedule(new Named("still"), Duration.ofMillis(30).toNanos()));
        loop.execute(() -> daemon.add(Thread.currentThread()));
        Thread thread = daemon.poll(10, TimeUnit.SECONDS);
        assertNotEquals(Thread.currentThread(), thread);
        loops.close();
        loops.close();
        assertEquals("still", next());
        thread.join(10_000);
        assertFalse(thread.isAlive());
        loop.execute(() -> happened.add("late"));
        assertEquals("late", next());
    }

    @Test
    void theDaemonThreadDoesNotWaitForATimeoutThatIsCancelled() throws Exception {
        BlockingQueue<Thread> daemon = new LinkedBlockingQueue<>();
        Named far = new Named("in an hour");
        loop.enter(() -> loop.schedule(far, Duration.ofHours(1).toNanos()));
        loop.execute(() -> daemon.add(Thread.currentThread()));
        Thread thread = daemon.poll(10, TimeUnit.SECONDS);
        loops.close();
        loop.enter(far::cancel);
        thread.join(10_000);
        assertFalse(thread.isAlive());
    }
}
