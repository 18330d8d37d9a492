package dev.bailey.metrics;

import dev.bailey.call.CallObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bailey's metrics in a registry of Micrometer. A bridge asks for what it needs when it is assembled; series of routes
 * appear with their first call, those of services and edges at once.
 */
public final class MicrometerBridgeMetrics implements BridgeMetrics {
    private final MeterRegistry registry;
    private final Map<String, ServiceMetrics> services = new ConcurrentHashMap<>();
    private final Map<String, EdgeMetrics> edges = new ConcurrentHashMap<>();
    private final Counter drainAborted;

    /**
     * @param registry where the meters go. Bridges that share one count together; of gauges with the same labels it keeps the
     *     first bridge's
     * @param version of Bailey, for {@code bailey_build_info}
     */
    public MicrometerBridgeMetrics(MeterRegistry registry, String version) {
        this.registry = registry;
        drainAborted = MicrometerMetric.DRAIN_ABORTED_CALLS.counter(registry);
        MicrometerMetric.BUILD_INFO.gauge(registry, () -> 1, version);
        MicrometerMetric.CPU_THROTTLED.counter(registry, CpuThrottling.ofThisProcess(Path.of("/"))::seconds);
    }

    @Override
    public CallObserver calls(String route, Direction direction) {
        return new MicrometerCallObserver(registry, route, direction);
    }

    @Override
    public ServiceMetrics service(String service) {
        return services.computeIfAbsent(service, name -> new MicrometerServiceMetrics(registry, name));
    }

    @Override
    public EdgeMetrics edge(String edge) {
        return edges.computeIfAbsent(edge, name -> new MicrometerEdgeMetrics(registry, name));
    }

    @Override
    public void drainAborted(int calls) {
        drainAborted.increment(calls);
    }
}
