package dev.bailey.call;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The loop of one call in a host that has threads but no event loops. It has no thread of its own: whichever thread brings
 * something for the call runs it, and everything else that comes meanwhile, one after the other. So a call that is answered at
 * once never leaves the thread of the host that it came on. Where nobody is there to run a task, the daemon thread of {@link
 * HostLoops} does.
 */
public final class CallLoop implements EventLoop {
    private static final System.Logger LOG = System.getLogger(CallLoop.class.getName());

    private final HostLoops loops;

    /** Who is in the loop. Read without the lock: only a thread itself ever writes itself here. */
    private @Nullable Thread inside;

    // of the thread that is inside
    private boolean mayBlock;
    private @Nullable Runnable outside;

    /** The host's thread that was given code to run outside, until it is through with it. */
    private volatile @Nullable Thread lent;

    // under the lock of this
    private final Queue<Runnable> waiting = new ArrayDeque<>(2);
    private boolean taken;

    CallLoop(HostLoops loops) {
        this.loops = loops;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return inside == Thread.currentThread();
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (taken) {
                return;
            }
            taken = true;
        }
        loops.execute(() -> runWaiting(false));
    }

    /** In place also when nobody is in the loop now: the calling thread then is the loop for that long. */
    @Override
    public void run(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            enter(task, false);
        }
    }

    /**
     * Runs the task in the loop, for hosts: on this thread, unless another is in the loop just now. Code that blocks may then
     * follow on this thread, outside of the loop: see {@link #runOutside}. Not from within the loop.
     */
    public void enter(Runnable task) {
        enter(task, true);
    }

    private void enter(Runnable task, boolean blocking) {
        synchronized (this) {
            waiting.add(task);
            if (taken) {
                return;
            }
            taken = true;
        }
        runWaiting(blocking);
    }

    /**
     * Runs code that may block on the thread that is in the loop now, as soon as it has left it, so that the call can go on
     * meanwhile: its deadline holds. Only in the loop.
     *
     * @return false if this thread must not block, or already has something to run
     */
    public boolean runOutside(Runnable code) {
        if (!mayBlock || outside != null) {
            return false;
        }
        outside = code;
        lent = Thread.currentThread();
        return true;
    }

    /** Whether another thread than this is with code, outside of the loop, and so not back with its host yet. Any thread. */
    public boolean runsCodeElsewhere() {
        Thread with = lent;
        return with != null && with != Thread.currentThread();
    }

    /** The loop is taken for this thread. */
    private void runWaiting(boolean blocking) {
        inside = Thread.currentThread();
        mayBlock = blocking;
        Runnable left = null;
        for (Runnable task = next(); task != null; task = next()) {
            runGuarded(task);
            left = outside;
        }
        if (left != null) {
            try {
                left.run();
            } finally {
                lent = null;
            }
        }
    }

    /** The next task; null when this thread has left the loop. */
    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        if (task == null) {
            inside = null;
            mayBlock = false;
            outside = null;
            taken = false;
        }
        return task;
    }

    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // an error too: a loop that is never left keeps its call, and the deadline of it, for ever
            LOG.log(Level.ERROR, "a task of a call failed through a fault of Bailey's own; please report this", e);
        }
    }

    @Override
    public void schedule(Timeout timeout, long delayNanos) {
        timeout.cancel();
        Alarm alarm = new Alarm(timeout);
        timeout.holder = alarm;
        loops.schedule(alarm, delayNanos);
    }

    /** Stands for a timeout of this loop in the wheel that all loops share. */
    private final class Alarm extends Timeout implements TimeoutHolder, Runnable {
        private final Timeout timeout;

        Alarm(Timeout timeout) {
            this.timeout = timeout;
        }

        @Override
        protected void expire() {
            loops.expired(this);
        }

        @Override
        public void run() {
            CallLoop.this.run(this::ring);
        }

        private void ring() {
            // cancelled or moved while this was on its way
            if (timeout.holder == this) {
                timeout.holder = null;
                timeout.expire();
            }
        }

        @Override
        public void remove(Timeout waiting) {
            waiting.holder = null;
            loops.cancel(this);
        }
    }
}
