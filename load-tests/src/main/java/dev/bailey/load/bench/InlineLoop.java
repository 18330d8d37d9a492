package dev.bailey.load.bench;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.call.TimerWheel;

/** The thread of a benchmark as a loop. Timeouts are kept on a wheel as ever, but none expires. */
final class InlineLoop implements EventLoop {
    private final TimerWheel wheel = new TimerWheel(System.nanoTime());

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public void schedule(Timeout timeout, long delayNanos) {
        wheel.schedule(timeout, nanoTime(), delayNanos);
    }
}
