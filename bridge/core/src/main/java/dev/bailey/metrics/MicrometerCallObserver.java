package dev.bailey.metrics;

import dev.bailey.call.Call;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Times the calls of one route in one direction. A timer is made at the first call that needs it and then found by index. */
final class MicrometerCallObserver implements CallObserver {
    private static final Outcome[] OUTCOMES = Outcome.values();

    /** The bridge's own cost takes the place after the last outcome. */
    private static final int OVERHEAD = OUTCOMES.length;

    private final MeterRegistry registry;
    private final String route;
    private final Direction direction;
    private final AtomicReferenceArray<Timer> timers = new AtomicReferenceArray<>(OUTCOMES.length + 1);

    MicrometerCallObserver(MeterRegistry registry, String route, Direction direction) {
        this.registry = registry;
        this.route = route;
        this.direction = direction;
    }

    @Override
    public void ended(Call call) {
        timer(index(call.outcome())).record(call.elapsedNanos(), TimeUnit.NANOSECONDS);
        timer(OVERHEAD).record(call.overheadNanos(), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("EnumOrdinal") // an EnumMap would do, were it safe for two threads
    private static int index(Outcome outcome) {
        return outcome.ordinal();
    }

    private Timer timer(int index) {
        Timer timer = timers.getAcquire(index);
        return timer == null ? register(index) : timer;
    }

    /** Two threads may both come here: the registry gives both the same timer. */
    private Timer register(int index) {
        Timer timer = index == OVERHEAD
                ? MicrometerMetric.OVERHEAD.timer(registry, route, direction.label())
                : MicrometerMetric.CALLS.timer(registry, route, direction.label(), OUTCOMES[index].label());
        timers.setRelease(index, timer);
        return timer;
    }
}
