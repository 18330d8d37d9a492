package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.call.TimerWheel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** A loop whose time passes when a test says so. */
final class VirtualLoop implements EventLoop {
    private final TimerWheel wheel = new TimerWheel(0);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private long now;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void schedule(Timeout timeout, long delayNanos) {
        wheel.schedule(timeout, now, delayNanos);
    }

    /** Lets time pass, tick by tick. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            now = Math.min(end, now + TimerWheel.TICK.toNanos());
            wheel.advance(now);
            runTasks();
        }
    }

    void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    boolean hasTimeouts() {
        return !wheel.isEmpty();
    }
}
