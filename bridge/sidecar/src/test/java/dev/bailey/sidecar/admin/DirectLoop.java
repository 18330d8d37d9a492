package dev.bailey.sidecar.admin;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import java.util.ArrayDeque;

/** A loop that runs everything in place, one after the other; its clock stands still. */
final class DirectLoop implements EventLoop {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

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
        tasks.add(task);
        if (!running) {
            running = true;
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
            running = false;
        }
    }

    @Override
    public void schedule(Timeout timeout, long delayNanos) {
        // a clock that stands still comes to no end
    }
}
