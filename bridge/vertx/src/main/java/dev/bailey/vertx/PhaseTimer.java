package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;

/**
 * A timer that is started and stopped for every request and almost never expires: starting it again moves only a number, and
 * the timeout in the wheel catches up when it comes by.
 */
final class PhaseTimer extends Timeout {
    private final EventLoop loop;
    private final Runnable action;
    private boolean running;
    private long dueNanos;
    private long scheduledNanos;

    PhaseTimer(EventLoop loop, Runnable action) {
        this.loop = loop;
        this.action = action;
    }

    void start(long nanos) {
        long now = loop.nanoTime();
        running = true;
        dueNanos = now + nanos;
        if (!isScheduled() || scheduledNanos - dueNanos > 0) {
            schedule(now);
        }
    }

    /** Stops without leaving the wheel. */
    void stop() {
        running = false;
    }

    boolean isRunning() {
        return running;
    }

    /** Stops for good. */
    void close() {
        running = false;
        cancel();
    }

    @Override
    protected void expire() {
        if (!running) {
            return;
        }
        long now = loop.nanoTime();
        if (dueNanos - now > 0) {
            schedule(now);
        } else {
            running = false;
            action.run();
        }
    }

    private void schedule(long now) {
        scheduledNanos = dueNanos;
        loop.schedule(this, dueNanos - now);
    }
}
