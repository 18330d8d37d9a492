package dev.bailey.client.loop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The event loops of one Vertx, each wrapped once: two contexts on the same thread share one {@link VertxEventLoop}, so that
 * being on the same loop means being on the same thread. Make one for each Vertx and hand it around. Thread-safe.
 */
public final class VertxEventLoops {
    private final List<VertxEventLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    private VertxEventLoops(List<VertxEventLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /** Wraps all event loops of that Vertx; their number is its {@code eventLoopPoolSize}. */
    public static VertxEventLoops of(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        List<VertxEventLoop> loops = new ArrayList<>();
        for (EventExecutor executor : internal.nettyEventLoopGroup()) {
            ContextInternal context = internal.contextBuilder()
                    .withEventLoop((EventLoop) executor)
                    .build();
            loops.add(new VertxEventLoop(context));
        }
        return new VertxEventLoops(loops);
    }

    /**
     * The loop whose thread this is.
     *
     * @throws NoSuchElementException on a thread that is none of this Vertx' event loops
     */
    public VertxEventLoop current() {
        for (VertxEventLoop loop : loops) {
            if (loop.inLoop()) {
                return loop;
            }
        }
        throw new NoSuchElementException("not on an event loop of this Vertx");
    }

    /** The loop whose thread this is; on any other thread one loop after the other. */
    public VertxEventLoop currentOrNext() {
        for (VertxEventLoop loop : loops) {
            if (loop.inLoop()) {
                return loop;
            }
        }
        return next();
    }

    /**
     * The loop that runs that context's events.
     *
     * @throws NoSuchElementException if the context belongs to another Vertx
     */
    public VertxEventLoop of(Context context) {
        EventLoop netty = ((ContextInternal) context).nettyEventLoop();
        for (VertxEventLoop loop : loops) {
            if (loop.context().nettyEventLoop() == netty) {
                return loop;
            }
        }
        throw new NoSuchElementException("a context of another Vertx");
    }

    /** One loop after the other, for work that may go anywhere. */
    public VertxEventLoop next() {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    public List<VertxEventLoop> all() {
        return loops;
    }

    public int size() {
        return loops.size();
    }
}
