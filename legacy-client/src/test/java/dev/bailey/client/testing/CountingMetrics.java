package dev.bailey.client.testing;

import dev.bailey.call.Delivery;
import dev.bailey.metrics.ServiceGauges;
import dev.bailey.metrics.ServiceMetrics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts what it is told. Thread-safe. */
public final class CountingMetrics implements ServiceMetrics {
    private final Map<Delivery, Integer> attempts = new EnumMap<>(Delivery.class);
    private final Map<DroppedReply, Integer> dropped = new EnumMap<>(DroppedReply.class);
    private Optional<ServiceGauges> gauges = Optional.empty();
    private int acquired;

    @Override
    public synchronized void watch(ServiceGauges watched) {
        gauges = Optional.of(watched);
    }

    /** What the service gave to be watched. */
    public synchronized ServiceGauges gauges() {
        return gauges.orElseThrow();
    }

    @Override
    public synchronized void acquired(long nanos) {
        acquired++;
    }

    @Override
    public synchronized void attempted(Delivery delivery) {
        attempts.merge(delivery, 1, Integer::sum);
    }

    @Override
    public void retried() {}

    @Override
    public synchronized void replyDropped(DroppedReply reason) {
        dropped.merge(reason, 1, Integer::sum);
    }

    public synchronized int acquired() {
        return acquired;
    }

    public synchronized int attempts(Delivery delivery) {
        return attempts.getOrDefault(delivery, 0);
    }

    public synchronized int dropped(DroppedReply reason) {
        return dropped.getOrDefault(reason, 0);
    }
}
