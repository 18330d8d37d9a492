package dev.bailey.client.pool;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.config.PoolConfig;
import dev.bailey.metrics.ServiceGauges;
import dev.bailey.metrics.ServiceMetrics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one address, shared by all event loops: limits count per process. A connection belongs to one loop; a call
 * goes to one of its own loop, or else hops. Thread-safe; never blocks, save for a lock that is held for a decision at most.
 *
 * <p>A call that finds no free place waits in a bounded queue for a bounded time; so many connections are opened as those
 * that wait can fill. After a failed attempt there is one attempt at a time, some milliseconds apart: calls then wait for the
 * next one and fail with it.
 */
public final class ConnectionPool<C extends PooledConnection> implements ServiceGauges {
    private final Connector<C> connector;
    private final EventLoop home;
    private final long acquireTimeout;
    private final LongConsumer acquired;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Object lock = new Object();
    private final Roster<C> roster;
    private final PoolState<C> state;
    private final Timeout alarm = new Timeout() {
        @Override
        protected void expire() {
            act(PoolState::upkeep);
        }
    };

    /**
     * A pool that opens nothing before {@link #start}.
     *
     * @param places calls at once on one connection
     * @param loops that connections may belong to; the first one also looks after the pool
     * @param acquired learns how many nanoseconds each call waited
     */
    public ConnectionPool(
            Connector<C> connector,
            PoolConfig config,
            int places,
            List<? extends EventLoop> loops,
            RandomGenerator random,
            LongConsumer acquired) {
        this.connector = connector;
        this.home = loops.get(0);
        this.acquireTimeout = config.acquireTimeout().toNanos();
        this.acquired = acquired;
        this.roster = new Roster<>(config.maxConnections(), places, loops);
        this.state = new PoolState<>(this, config, roster, home, new Backoff(random));
    }

    /** A pool with its gauges watched, at work. The parameters are those of the constructor. */
    public static <C extends PooledConnection> ConnectionPool<C> started(
            Connector<C> connector,
            PoolConfig config,
            int places,
            List<? extends EventLoop> loops,
            ServiceMetrics metrics) {
        // seeded per pool: it is used under the pool's lock only
        RandomGenerator random =
                new SplittableRandom(ThreadLocalRandom.current().nextLong());
        ConnectionPool<C> pool = new ConnectionPool<>(connector, config, places, loops, random, metrics::acquired);
        metrics.watch(pool);
        pool.start();
        return pool;
    }

    /** Opens {@code minIdle} connections, or else one to see whether the service is there. Any thread. */
    public void start() {
        act(PoolState::upkeep);
    }

    /**
     * Gets the waiter a place. On the waiter's loop.
     *
     * @return a connection with a place taken for the waiter; null when it has to wait, or was refused: then it is told
     */
    public @Nullable C acquire(Waiter<C> waiter) {
        waiter.pool = this;
        C connection;
        boolean waits;
        Actions<C> actions;
        synchronized (lock) {
            connection = state.acquire(waiter);
            waits = waiter.queued;
            actions = state.takeActions();
        }
        if (connection != null) {
            acquired.accept(0);
        } else if (waits) {
            waiter.loop().schedule(waiter, acquireTimeout);
        }
        run(actions);
        return connection;
    }

    /**
     * Takes a waiter out of the queue. On the waiter's loop.
     *
     * @return false when it was not there: it has been told, or is about to be
     */
    public boolean withdraw(Waiter<C> waiter) {
        boolean withdrawn;
        Actions<C> actions;
        synchronized (lock) {
            withdrawn = state.withdraw(waiter);
            actions = state.takeActions();
        }
        run(actions);
        if (withdrawn) {
            told(waiter);
        }
        return withdrawn;
    }

    void waitedTooLong(Waiter<C> waiter) {
        act(current -> current.waitedTooLong(waiter));
    }

    /** Waiting is over, this way or that. On the waiter's loop. */
    void told(Waiter<C> waiter) {
        waiter.cancel();
        acquired.accept(home.nanoTime() - waiter.since);
    }

    void release(Membership<C> member, boolean answered) {
        Actions<C> actions;
        synchronized (lock) {
            state.released(member, answered);
            actions = state.takeActions();
        }
        run(actions);
    }

    void act(Consumer<PoolState<C>> change) {
        Actions<C> actions;
        boolean isDone;
        synchronized (lock) {
            change.accept(state);
            actions = state.takeActions();
            isDone = state.isDone();
        }
        run(actions);
        if (isDone) {
            done.complete(null);
        }
    }

    private void run(@Nullable Actions<C> actions) {
        if (actions != null) {
            actions.run();
        }
    }

    Connector<C> connector() {
        return connector;
    }

    void setAlarm() {
        home.run(() -> {
            long at;
            synchronized (lock) {
                at = state.alarmAt();
            }
            // the time is read here and not passed: two settings may have overtaken each other on their way
            if (at != Long.MAX_VALUE) {
                home.schedule(alarm, at - home.nanoTime());
            }
        });
    }

    /** Refuses who waits, closes every connection and opens none any more. Completes when all have closed. Any thread. */
    public CompletionStage<Void> close() {
        act(PoolState::close);
        home.run(alarm::cancel);
        return done;
    }

    @Override
    public int inFlight() {
        synchronized (lock) {
            return roster.inFlight();
        }
    }

    @Override
    public int activeConnections() {
        synchronized (lock) {
            return roster.open() - roster.idle();
        }
    }

    @Override
    public int idleConnections() {
        synchronized (lock) {
            return roster.idle();
        }
    }

    @Override
    public int connectingConnections() {
        synchronized (lock) {
            return roster.connecting();
        }
    }

    @Override
    public int pending() {
        synchronized (lock) {
            return state.pending();
        }
    }

    @Override
    public boolean up() {
        synchronized (lock) {
            return state.isUp();
        }
    }
}
