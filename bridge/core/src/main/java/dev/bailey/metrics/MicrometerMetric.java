package dev.bailey.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Every metric that Bailey has: name, help and labels, declared here and nowhere else. The names are Micrometer's; Prometheus
 * shows them with underscores and with the unit at the end ({@code bailey_calls_seconds}, {@code bailey_retries_total}).
 */
record MicrometerMetric(String id, String help, List<String> labels) {
    static final MicrometerMetric CALLS =
            metric("bailey.calls", "Time that callers waited for their answers", "route", "direction", "outcome");
    static final MicrometerMetric OVERHEAD = metric(
            "bailey.overhead",
            "What the bridge itself cost a call, to the last byte written: without waiting for the service and the caller",
            "route",
            "direction");
    static final MicrometerMetric IN_FLIGHT =
            metric("bailey.in.flight", "Calls that are with the service now", "service");
    static final MicrometerMetric SERVICE_UP =
            metric("bailey.service.up", "Whether any address of the service can be reached: 1 yes, 0 no", "service");
    static final MicrometerMetric BREAKER_OPEN =
            metric("bailey.breaker.open", "Whether the circuit breaker of the service is open: 1 yes, 0 no", "service");
    static final MicrometerMetric ADDRESSES_EJECTED =
            metric("bailey.addresses.ejected", "Addresses of the service that are left out for now", "service");
    static final MicrometerMetric POOL_CONNECTIONS = metric(
            "bailey.pool.connections", "Connections to the service: active, idle or connecting", "service", "state");
    static final MicrometerMetric POOL_PENDING =
            metric("bailey.pool.pending", "Calls that wait for a connection to the service", "service");
    static final MicrometerMetric POOL_ACQUIRE = metric(
            "bailey.pool.acquire",
            "Time from asking for a connection to the service to having one, or to giving up",
            "service");
    static final MicrometerMetric ATTEMPTS = metric(
            "bailey.attempts",
            "Requests to the service: answered, not_sent, or unknown (sent and not answered)",
            "service",
            "delivery");
    static final MicrometerMetric RETRIES =
            metric("bailey.retries", "Requests that were tried again on another connection", "service");
    static final MicrometerMetric DROPPED_REPLIES =
            metric("bailey.dropped.replies", "Replies of the service that no call waited for", "service", "reason");
    static final MicrometerMetric EDGE_CONNECTIONS =
            metric("bailey.edge.connections", "Callers' connections that are open now", "edge");
    static final MicrometerMetric REJECTED_CONNECTIONS = metric(
            "bailey.rejected.connections", "Callers' connections closed at once, for there were too many", "edge");
    static final MicrometerMetric DRAIN_ABORTED_CALLS =
            metric("bailey.drain.aborted.calls", "Calls that were still open when the time to drain was over");
    static final MicrometerMetric CPU_THROTTLED = metric(
            "bailey.cpu.throttled.seconds",
            "Time for which the container's CPU limit held this process back (cpu.stat of its cgroup)");
    static final MicrometerMetric BUILD_INFO =
            metric("bailey.build.info", "The version of Bailey that runs; always 1", "version");

    /** 13 bounds and the one without bound make 14 buckets. */
    private static final Duration[] WAITS = millis(1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000);

    private static final Duration[] COSTS = millis(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1_000);

    private static final long[] WAIT_NANOS = nanos(WAITS);
    private static final long[] COST_NANOS = nanos(COSTS);
    private static final String[] WAIT_TEXT = seconds(WAITS);
    private static final String[] COST_TEXT = seconds(COSTS);

    private static MicrometerMetric metric(String id, String help, String... labels) {
        return new MicrometerMetric(id, help, List.of(labels));
    }

    private static Duration[] millis(double... bounds) {
        Duration[] durations = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            durations[i] = Duration.ofNanos((long) (bounds[i] * 1_000_000));
        }
        return durations;
    }

    private static long[] nanos(Duration[] bounds) {
        long[] nanos = new long[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            nanos[i] = bounds[i].toNanos();
        }
        return nanos;
    }

    private static String[] seconds(Duration[] bounds) {
        String[] seconds = new String[bounds.length + 1];
        for (int i = 0; i < bounds.length; i++) {
            seconds[i] = Double.toString(bounds[i].toNanos() / 1e9);
        }
        seconds[bounds.length] = "+Inf";
        return seconds;
    }

    private boolean isOfWaits() {
        return id.equals(CALLS.id);
    }

    // ---- histograms of Bailey's own

    /** As Prometheus shows a histogram of durations. */
    String prometheusName() {
        return id.replace('.', '_') + "_seconds";
    }

    /** Where the buckets end, ascending, without the last one, which does not; not to be modified. */
    long[] boundsNanos() {
        return isOfWaits() ? WAIT_NANOS : COST_NANOS;
    }

    /** The same in seconds, and {@code +Inf}; not to be modified. */
    String[] boundsText() {
        return isOfWaits() ? WAIT_TEXT : COST_TEXT;
    }

    // ---- Micrometer's

    Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(id)
                .description(help)
                .tags(tags(values))
                .serviceLevelObjectives(isOfWaits() ? WAITS : COSTS)
                .register(registry);
    }

    Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(id).description(help).tags(tags(values)).register(registry);
    }

    /** A counter that somebody else counts. */
    void counter(MeterRegistry registry, DoubleSupplier source, String... values) {
        // Micrometer holds the object of a function counter weakly; the registry is one that stays.
        FunctionCounter.builder(id, registry, ignored -> source.getAsDouble())
                .description(help)
                .tags(tags(values))
                .register(registry);
    }

    void gauge(MeterRegistry registry, DoubleSupplier source, String... values) {
        Gauge.builder(id, source::getAsDouble)
                .description(help)
                .tags(tags(values))
                .register(registry);
    }

    private Tags tags(String[] values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    id + " has the labels " + labels + ", not " + values.length + " of them");
        }
        Tag[] tags = new Tag[values.length];
        for (int i = 0; i < values.length; i++) {
            tags[i] = Tag.of(labels.get(i), values[i]);
        }
        return Tags.of(tags);
    }
}
