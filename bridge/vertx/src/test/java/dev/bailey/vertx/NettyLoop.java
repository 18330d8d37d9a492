package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.call.TimerWheel;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The least that makes one of Vert.x' event loops a loop of Bailey's. */
final class NettyLoop implements EventLoop {
    private final EventExecutor executor;
    private final TimerWheel wheel = new TimerWheel(System.nanoTime());
    private boolean ticking;

    private NettyLoop(EventExecutor executor) {
        this.executor = executor;
    }

    static List<NettyLoop> allOf(Vertx vertx) {
        List<NettyLoop> loops = new ArrayList<>();
        ((VertxInternal) vertx).nettyEventLoopGroup().forEach(executor -> loops.add(new NettyLoop(executor)));
        return loops;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return executor.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void schedule(Timeout timeout, long delayNanos) {
        wheel.schedule(timeout, nanoTime(), delayNanos);
        tickLater();
    }

    private void tickLater() {
        if (!ticking && !wheel.isEmpty()) {
            ticking = true;
            executor.schedule(this::tick, TimerWheel.TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        ticking = false;
        wheel.advance(nanoTime());
        tickLater();
    }
}
