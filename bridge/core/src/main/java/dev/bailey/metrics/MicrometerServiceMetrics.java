package dev.bailey.metrics;

import static java.util.Objects.requireNonNull;

import dev.bailey.call.Delivery;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Measurements of one service. Its gauges are the sum over all that is watched: one for each address. */
final class MicrometerServiceMetrics implements ServiceMetrics {
    private final List<ServiceGauges> watched = new CopyOnWriteArrayList<>();
    private final Timer acquired;
    private final Map<Delivery, Counter> attempts = new EnumMap<>(Delivery.class);
    private final Counter retries;
    private final Map<DroppedReply, Counter> dropped = new EnumMap<>(DroppedReply.class);

    MicrometerServiceMetrics(MeterRegistry registry, String service) {
        acquired = MicrometerMetric.POOL_ACQUIRE.timer(registry, service);
        retries = MicrometerMetric.RETRIES.counter(registry, service);
        for (Delivery delivery : Delivery.values()) {
            attempts.put(delivery, MicrometerMetric.ATTEMPTS.counter(registry, service, delivery.label()));
        }
        for (DroppedReply reason : DroppedReply.values()) {
            dropped.put(reason, MicrometerMetric.DROPPED_REPLIES.counter(registry, service, reason.label()));
        }
        registerGauges(registry, service);
    }

    private void registerGauges(MeterRegistry registry, String service) {
        MicrometerMetric.IN_FLIGHT.gauge(registry, sum(ServiceGauges::inFlight), service);
        MicrometerMetric.SERVICE_UP.gauge(registry, any(ServiceGauges::up), service);
        MicrometerMetric.BREAKER_OPEN.gauge(registry, any(ServiceGauges::breakerOpen), service);
        MicrometerMetric.ADDRESSES_EJECTED.gauge(registry, sum(ServiceGauges::addressesEjected), service);
        MicrometerMetric.POOL_PENDING.gauge(registry, sum(ServiceGauges::pending), service);
        MicrometerMetric.POOL_CONNECTIONS.gauge(registry, sum(ServiceGauges::activeConnections), service, "active");
        MicrometerMetric.POOL_CONNECTIONS.gauge(registry, sum(ServiceGauges::idleConnections), service, "idle");
        MicrometerMetric.POOL_CONNECTIONS.gauge(
                registry, sum(ServiceGauges::connectingConnections), service, "connecting");
    }

    private DoubleSupplier sum(ToIntFunction<ServiceGauges> value) {
        return () -> watched.stream().mapToInt(value).sum();
    }

    private DoubleSupplier any(Predicate<ServiceGauges> value) {
        return () -> watched.stream().anyMatch(value) ? 1 : 0;
    }

    @Override
    public void watch(ServiceGauges gauges) {
        watched.add(gauges);
    }

    @Override
    public void acquired(long nanos) {
        acquired.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void attempted(Delivery delivery) {
        requireNonNull(attempts.get(delivery)).increment();
    }

    @Override
    public void retried() {
        retries.increment();
    }

    @Override
    public void replyDropped(DroppedReply reason) {
        requireNonNull(dropped.get(reason)).increment();
    }
}
