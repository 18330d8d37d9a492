package dev.bailey.client.pool;

import dev.bailey.call.Failure;
import java.util.ArrayList;
import java.util.List;

/** What is left to do once the state has changed and the lock is released, in order. */
final class Actions<C extends PooledConnection> {
    private final ConnectionPool<C> pool;
    private final List<Runnable> steps = new ArrayList<>(2);

    Actions(ConnectionPool<C> pool) {
        this.pool = pool;
    }

    void grant(Waiter<C> waiter, C connection) {
        steps.add(() -> waiter.loop().run(() -> {
            pool.told(waiter);
            waiter.acquired(connection);
        }));
    }

    void refuse(Waiter<C> waiter, Failure why) {
        steps.add(() -> waiter.loop().run(() -> {
            pool.told(waiter);
            waiter.refused(why);
        }));
    }

    void connect(Membership<C> membership) {
        // never in place: an attempt may fail at once and would come back here within the caller's own step
        steps.add(() -> membership.loop().execute(() -> pool.connector().connect(membership)));
    }

    void close(Membership<C> membership, C connection) {
        steps.add(() -> membership.loop().run(connection::close));
    }

    /** The pool's alarm is to go off sooner than it was set to. */
    void setAlarm() {
        steps.add(pool::setAlarm);
    }

    void run() {
        for (Runnable step : steps) {
            step.run();
        }
    }
}
