package dev.bailey.client.loop;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.call.TimerWheel;
import io.netty.util.concurrent.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of Vert.x' event loops, with a context of ours on it and one wheel for all timeouts. Sleeps while no timeout is due.
 *
 * <p>Timers and tasks go to the Netty loop below the context: a Vert.x timer would belong to whatever context happens to be
 * current, and end with the verticle behind it.
 */
public final class VertxEventLoop implements EventLoop {
    private static final long LONGEST_SLEEP = TimeUnit.HOURS.toNanos(1);

    private final ContextInternal context;
    private final io.netty.channel.EventLoop netty;
    private final TimerWheel wheel = new TimerWheel(System.nanoTime());
    private final Runnable advance = this::advance;
    private @Nullable Future<?> alarm;
    private long alarmAt;
    private boolean advancing;

    VertxEventLoop(ContextInternal context) {
        this.context = context;
        this.netty = context.nettyEventLoop();
    }

    /** The context on which sockets of this loop are opened. */
    public ContextInternal context() {
        return context;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return netty.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        netty.execute(task);
    }

    @Override
    public void schedule(Timeout timeout, long delayNanos) {
        long now = nanoTime();
        long due = wheel.schedule(timeout, now, delayNanos);
        if (advancing) {
            return;
        }
        if (alarm == null) {
            setAlarm(now, due - now);
        } else if (due - alarmAt < 0) {
            alarm.cancel(false);
            setAlarm(now, due - now);
        }
    }

    private void advance() {
        alarm = null;
        advancing = true;
        try {
            wheel.advance(nanoTime());
        } finally {
            advancing = false;
            if (!wheel.isEmpty()) {
                long now = nanoTime();
                setAlarm(now, wheel.idleNanos(now));
            }
        }
    }

    private void setAlarm(long now, long delay) {
        long bounded = Math.min(delay, LONGEST_SLEEP);
        alarmAt = now + bounded;
        alarm = netty.schedule(advance, bounded, TimeUnit.NANOSECONDS);
    }
}
