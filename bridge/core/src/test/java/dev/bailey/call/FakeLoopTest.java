package dev.bailey.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FakeLoopTest {
    private final FakeLoop loop = new FakeLoop();
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasksRunInOrderAndOnlyWhenAsked() {
        loop.execute(() -> {
            ran.add("first");
            loop.execute(() -> ran.add("third"));
        });
        loop.execute(() -> ran.add("second"));
        assertEquals(List.of(), ran);
        loop.runTasks();
        assertEquals(List.of("first", "second", "third"), ran);
        assertFalse(loop.hasTasks());
    }

    @Test
    void timePassesOnlyWhenAsked() {
        long start = loop.nanoTime();
        assertEquals(start, loop.nanoTime());
        loop.advance(Duration.ofMillis(25));
        assertEquals(start + 25_000_000, loop.nanoTime());
    }

    @Test
    void timeoutsExpireNoSoonerThanAskedAndAtMostATickLater() {
        loop.schedule(timeout("done"), Duration.ofMillis(25).toNanos());
        loop.advance(Duration.ofMillis(24));
        assertEquals(List.of(), ran);
        loop.advance(Duration.ofMillis(11));
        assertEquals(List.of("done"), ran);
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void aStalledLoopExpiresWhatIsOverdueWhenItGoesOn() {
        loop.schedule(timeout("done"), Duration.ofMillis(25).toNanos());
        loop.stall(Duration.ofHours(1));
        assertTrue(loop.hasTimeouts());
        loop.advance(Duration.ofMillis(10));
        assertEquals(List.of("done"), ran);
    }

    @Test
    void otherThreadsMayQueueTasksAndNothingElse() throws InterruptedException {
        List<RuntimeException> refused = new ArrayList<>();
        Thread other = new Thread(() -> {
            loop.run(() -> ran.add("queued"));
            refused.add(assertThrows(IllegalStateException.class, loop::runTasks));
        });
        other.start();
        other.join();
        assertEquals(1, refused.size());
        assertEquals(List.of(), ran);
        loop.run(() -> ran.add("in place"));
        loop.runTasks();
        assertEquals(List.of("in place", "queued"), ran);
    }

    private Timeout timeout(String name) {
        return new Timeout() {
            @Override
            protected void expire() {
                ran.add(name);
            }
        };
    }
}
