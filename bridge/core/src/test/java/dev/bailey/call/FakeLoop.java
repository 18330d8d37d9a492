package dev.bailey.call;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An event loop with virtual time, on the thread that made it: nothing happens until the test says {@link #runTasks} or {@link
 * #advance}. Timeouts sit in a real {@link TimerWheel}, so they are up to a tick late as everywhere.
 *
 * <p>{@link #execute} and {@link #nanoTime} may be called on any thread, everything else on the loop's own.
 */
public final class FakeLoop implements EventLoop {
    /** Not zero: nobody may take the first reading of a monotonic clock for the start of time. */
    private static final long START = Duration.ofDays(3).toNanos() + 4_567;

    private static final long TICK = TimerWheel.TICK.toNanos();

    private final Thread thread = Thread.currentThread();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TimerWheel wheel;
    private final long start;
    private final AtomicLong now;

    public FakeLoop() {
        this(START);
    }

    /** A loop whose clock reads {@code startNanos} at first. */
    public FakeLoop(long startNanos) {
        start = startNanos;
        now = new AtomicLong(startNanos);
        wheel = new TimerWheel(startNanos);
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void schedule(Timeout timeout, long delayNanos) {
        requireLoop();
        wheel.schedule(timeout, now.get(), delayNanos);
    }

    /** Runs what is queued, and what that queues, until nothing is. */
    public void runTasks() {
        requireLoop();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Lets time pass tick by tick, running queued tasks and expiring timeouts as it goes. */
    public void advance(Duration time) {
        runTasks();
        long left = time.toNanos();
        while (left > 0) {
            long step = Math.min(toNextTick(), left);
            left -= step;
            wheel.advance(now.addAndGet(step));
            runTasks();
        }
    }

    private long toNextTick() {
        return TICK - (now.get() - start) % TICK;
    }

    /** Moves the clock and nothing else: the loop is busy, or the machine asleep. */
    public void stall(Duration time) {
        requireLoop();
        now.addAndGet(time.toNanos());
    }

    /** Whether any timeout is scheduled; a test that ends a call should find none. */
    public boolean hasTimeouts() {
        return !wheel.isEmpty();
    }

    /** Whether any task waits for {@link #runTasks}. */
    public boolean hasTasks() {
        return !tasks.isEmpty();
    }

    private void requireLoop() {
        if (!inLoop()) {
            throw new IllegalStateException("only on the loop's own thread");
        }
    }
}
