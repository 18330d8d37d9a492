package dev.bailey.sidecar.explain;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;

/** The current thread as a loop: everything runs in place and no time passes, so that no timeout ever expires. */
final class InPlaceLoop implements EventLoop {
    @Override
    public long nanoTime() {
        return 0;
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
        // stands still
    }
}
