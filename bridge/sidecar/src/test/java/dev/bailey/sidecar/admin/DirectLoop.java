package dev.bailey.sidecar.admin;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;

/** A loop that runs everything in place; its clock stands still. */
final class DirectLoop implements EventLoop {
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
        throw new UnsupportedOperationException("no page of the admin edge waits");
    }
}
