package dev.bailey.call;

import java.util.concurrent.Executor;

/**
 * All that the core knows of time and threads: one thread that runs tasks in order. A Vert.x context in the sidecar, one
 * daemon thread for each bridge in a servlet container, a fake with virtual time in tests.
 */
public interface EventLoop extends Executor {

    /** Monotonic nanoseconds, as {@link System#nanoTime()}. Any thread. */
    long nanoTime();

    /** Whether the current thread is this loop's. Any thread. */
    boolean inLoop();

    /** Runs the task on this loop, after what is queued already. Any thread; never runs it in place. */
    @Override
    void execute(Runnable task);

    /**
     * Lets {@code timeout} expire on this loop, no earlier than after the delay and at most {@link TimerWheel#TICK} later.
     * Only on this loop. A timeout that is scheduled already is moved.
     */
    void schedule(Timeout timeout, long delayNanos);

    /** Runs the task in place when already on this loop, else queues it. Any thread. */
    default void run(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }
}
