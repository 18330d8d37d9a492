package dev.bailey.call;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Loops for hosts that have threads but no event loops: one {@link CallLoop} for each call, and behind all of them one daemon
 * thread that keeps their time and runs what no thread of the host is there for. The thread starts when it is first needed and
 * ends with {@link #close}. Thread-safe.
 */
public final class HostLoops implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HostLoops.class.getName());

    private final Object lock = new Object();
    // all of it under the lock
    private final TimerWheel wheel = new TimerWheel(System.nanoTime());
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean sleeping;
    private long wakesAt;
    private boolean closed;

    /** A loop for one call. */
    public CallLoop open() {
        return new CallLoop(this);
    }

    /**
     * Lets the thread end once no task and no timeout waits any more. May be called twice; what comes later still runs, so that no
     * call is forgotten.
     */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    /** Runs a task on the daemon thread. It must not block. */
    void execute(Runnable task) {
        synchronized (lock) {
            tasks.add(task);
            wake();
        }
    }

    /** Lets {@code alarm} expire on the daemon thread, while the lock is held. */
    void schedule(Timeout alarm, long delayNanos) {
        synchronized (lock) {
            long now = System.nanoTime();
            long due = wheel.schedule(alarm, now, delayNanos);
            if (!sleeping || due - wakesAt < 0) {
                wake();
            }
        }
    }

    void cancel(Timeout alarm) {
        synchronized (lock) {
            alarm.cancel();
            if (closed && sleeping && wheel.isEmpty()) {
                lock.notifyAll();
            }
        }
    }

    /** From within the expiry of an alarm: the lock is held. */
    void expired(Runnable task) {
        tasks.add(task);
    }

    private void wake() {
        if (thread == null) {
            Thread fresh = new Thread(this::work, "bailey-calls");
            fresh.setDaemon(true);
            thread = fresh;
            fresh.start();
        } else if (sleeping) {
            sleeping = false;
            lock.notifyAll();
        }
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // an error too: everybody's deadlines need this thread
                LOG.log(Level.ERROR, "a task of a call failed through a fault of Bailey's own; please report this", e);
            }
        }
    }

    /** The next task, once there is one; null when the thread is to end. */
    private @Nullable Runnable next() {
        synchronized (lock) {
            while (true) {
                wheel.advance(System.nanoTime());
                Runnable task = tasks.poll();
                if (task != null) {
                    return task;
                }
                if (closed && wheel.isEmpty()) {
                    thread = null;
                    return null;
                }
                sleep();
            }
        }
    }

    /**
     * Sleeps until the next timeout is due. Calls that come and go meanwhile do not wake the thread: their timeouts lie further
     * off than the one it waits for, as a rule.
     */
    @SuppressWarnings("WaitNotInLoop") // whoever calls this looks again, whatever woke it
    private void sleep() {
        long now = System.nanoTime();
        long nanos = wheel.isEmpty() ? TimeUnit.HOURS.toNanos(1) : wheel.idleNanos(now);
        wakesAt = now + nanos;
        sleeping = true;
        try {
            // rounded up, or it would wake just before it is time, and again
            lock.wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        } catch (InterruptedException e) {
            // nobody has a reason to interrupt a thread of ours; whoever does must not lose other people's deadlines
            LOG.log(Level.WARNING, "the thread for calls was interrupted, and goes on");
        }
        sleeping = false;
    }
}
