package dev.bailey;

import dev.bailey.call.CallLoop;
import dev.bailey.call.EventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where services in code run that may block: on the executor that the host names; else on the thread of the host that brought
 * the call, if it may block; else on threads of our own, which start when they are needed and end when they are not.
 */
final class CodeThreads implements AutoCloseable {
    /** Threads of our own at most. */
    static final int THREADS = 64;

    /** Calls that may wait for one. */
    static final int QUEUE = 128;

    private static final long IDLE_SECONDS = 10;

    private final @Nullable Executor named;
    private final ThreadPoolExecutor own = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), new Daemons());

    /** @param named by the host; null if it named none */
    CodeThreads(@Nullable Executor named) {
        this.named = named;
        own.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs code of a call. On the call's loop.
     *
     * @throws RejectedExecutionException when there is no thread and no place to wait for one
     */
    void execute(EventLoop loop, Runnable code) {
        if (named != null) {
            named.execute(code);
        } else if (!(loop instanceof CallLoop host && host.runOutside(code))) {
            own.execute(code);
        }
    }

    /** Lets threads end as soon as they have nothing to do; what comes later still runs, so that no call is forgotten. */
    @Override
    public void close() {
        own.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
    }

    private static final class Daemons implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = new Thread(work, "bailey-code-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
