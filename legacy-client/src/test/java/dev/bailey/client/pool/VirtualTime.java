package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.call.TimerWheel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Several event loops on one thread and one clock that moves when told; which loop goes first is drawn by lot. */
final class VirtualTime {
    private static final Duration STEP = TimerWheel.TICK;

    private final Random random;
    private final List<Loop> loops = new ArrayList<>();
    private long now = 1_000_000_000L;
    private Loop running;

    VirtualTime(int loopCount, long seed) {
        random = new Random(seed);
        for (int i = 0; i < loopCount; i++) {
            loops.add(new Loop());
        }
        running = loops.get(0);
    }

    List<Loop> loops() {
        return loops;
    }

    Loop loop(int index) {
        return loops.get(index);
    }

    /** Does something on a loop, as an event of its own. */
    void on(Loop loop, Runnable event) {
        running = loop;
        event.run();
    }

    /** Runs one queued task of some loop; false when there is none. */
    boolean step() {
        List<Loop> ready = loops.stream().filter(loop -> !loop.tasks.isEmpty()).toList();
        if (ready.isEmpty()) {
            return false;
        }
        Loop next = ready.get(random.nextInt(ready.size()));
        on(next, next.tasks.remove());
        return true;
    }

    /** Runs all that is queued. */
    void settle() {
        while (step()) {
            // until nothing is left
        }
    }

    /** Lets that time pass; what is due happens on the way. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        settle();
        while (now < end) {
            now = Math.min(end, now + STEP.toNanos());
            for (Loop loop : loops) {
                on(loop, () -> loop.wheel.advance(now));
            }
            settle();
        }
    }

    /** One of the loops. */
    final class Loop implements EventLoop {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        private final TimerWheel wheel = new TimerWheel(now);

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public boolean inLoop() {
            return running == this;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void schedule(Timeout timeout, long delayNanos) {
            if (!inLoop()) {
                throw new IllegalStateException("only on this loop");
            }
            wheel.schedule(timeout, now, delayNanos);
        }
    }
}
