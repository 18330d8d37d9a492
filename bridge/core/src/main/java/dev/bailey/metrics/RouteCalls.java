package dev.bailey.metrics;

import dev.bailey.call.Call;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Outcome;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The calls of one route in one direction. Counts nothing, and next to nothing is held, before the first one. Thread-safe. */
final class RouteCalls implements CallObserver {
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final String route;
    private final Direction direction;
    private volatile @Nullable Counted counted;

    RouteCalls(String route, Direction direction) {
        this.route = route;
        this.direction = direction;
    }

    String route() {
        return route;
    }

    Direction direction() {
        return direction;
    }

    @Override
    public void ended(Call call) {
        Counted known = counted;
        (known == null ? begin() : known).ended(call);
    }

    private synchronized Counted begin() {
        Counted known = counted;
        if (known == null) {
            known = new Counted();
            counted = known;
        }
        return known;
    }

    /** The callers' waits for calls with that outcome; null when there was none. */
    @Nullable
    BucketCounts waits(Outcome outcome) {
        Counted known = counted;
        return known == null ? null : known.waits.get(index(outcome));
    }

    /** What the bridge itself cost; null before the first call. */
    @Nullable
    BucketCounts costs() {
        Counted known = counted;
        return known == null ? null : known.costs;
    }

    @SuppressWarnings("EnumOrdinal") // an EnumMap would do, were it safe for two threads
    private static int index(Outcome outcome) {
        return outcome.ordinal();
    }

    private static final class Counted {
        final AtomicReferenceArray<@Nullable BucketCounts> waits = new AtomicReferenceArray<>(OUTCOMES.length);
        final BucketCounts costs = new BucketCounts(MicrometerMetric.OVERHEAD.boundsNanos());

        void ended(Call call) {
            waits(index(call.outcome())).record(call.elapsedNanos());
            costs.record(call.overheadNanos());
        }

        private BucketCounts waits(int outcome) {
            BucketCounts known = waits.getAcquire(outcome);
            if (known != null) {
                return known;
            }
            BucketCounts fresh = new BucketCounts(MicrometerMetric.CALLS.boundsNanos());
            BucketCounts first = waits.compareAndExchange(outcome, null, fresh);
            return first == null ? fresh : first;
        }
    }
}
