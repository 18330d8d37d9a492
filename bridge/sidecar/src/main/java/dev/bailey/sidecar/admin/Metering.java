package dev.bailey.sidecar.admin;

import dev.bailey.http.HttpHandler;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.MicrometerBridgeMetrics;
import dev.bailey.metrics.PrometheusCalls;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Executor;

/** Measures for Prometheus. */
public final class Metering {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PrometheusCalls calls = new PrometheusCalls();
    private final BridgeMetrics metrics;

    public Metering(String version) {
        metrics = new SidecarMetrics(calls, new MicrometerBridgeMetrics(registry, version));
    }

    public BridgeMetrics metrics() {
        return metrics;
    }

    /** What Prometheus scrapes; begun by {@code background}. */
    public HttpHandler page(Executor background) {
        return new MetricsPage(registry::scrape, calls::page, background);
    }
}
