package dev.bailey.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.call.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;

/**
 * Prometheus' <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">text format</a> of routes' histograms, in
 * pieces of some {@link #USUAL} bytes.
 */
final class PrometheusText implements Iterator<byte[]> {
    private static final int USUAL = 16 * 1024;
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<RouteCalls> routes;
    private final StringBuilder text = new StringBuilder();
    /** Steps go over all routes twice: the samples of one metric stand together. */
    private int step;

    PrometheusText(List<RouteCalls> routes) {
        this.routes = routes;
        prepare();
    }

    @Override
    public boolean hasNext() {
        return text.length() > 0;
    }

    @Override
    public byte[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        byte[] piece = text.toString().getBytes(UTF_8);
        text.setLength(0);
        prepare();
        return piece;
    }

    private void prepare() {
        while (text.length() < USUAL && step < 2 * routes.size()) {
            boolean isOfWaits = step < routes.size();
            if (step % routes.size() == 0) {
                head(isOfWaits ? MicrometerMetric.CALLS : MicrometerMetric.OVERHEAD);
            }
            RouteCalls route = routes.get(step % routes.size());
            if (isOfWaits) {
                waits(route);
            } else {
                costs(route);
            }
            step++;
        }
    }

    private void waits(RouteCalls route) {
        for (Outcome outcome : OUTCOMES) {
            BucketCounts waits = route.waits(outcome);
            if (waits != null) {
                samples(MicrometerMetric.CALLS, labels(route, "outcome=\"" + outcome.label() + "\","), waits);
            }
        }
    }

    private void costs(RouteCalls route) {
        BucketCounts costs = route.costs();
        if (costs != null) {
            samples(MicrometerMetric.OVERHEAD, labels(route, ""), costs);
        }
    }

    private void head(MicrometerMetric metric) {
        text.append("# HELP ").append(metric.prometheusName()).append(' ').append(metric.help());
        text.append("\n# TYPE ").append(metric.prometheusName()).append(" histogram\n");
    }

    private static String labels(RouteCalls route, String more) {
        return "direction=\"" + route.direction().label() + "\"," + more + "route=\"" + escaped(route.route()) + '"';
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private void samples(MicrometerMetric metric, String labels, BucketCounts counts) {
        String name = metric.prometheusName();
        String[] bounds = metric.boundsText();
        long sum = 0;
        for (int i = 0; i < bounds.length; i++) {
            sum += counts.in(i);
            text.append(name).append("_bucket{").append(labels).append(",le=\"").append(bounds[i]);
            text.append("\"} ").append(sum).append('\n');
        }
        text.append(name)
                .append("_count{")
                .append(labels)
                .append("} ")
                .append(sum)
                .append('\n');
        text.append(name).append("_sum{").append(labels).append("} ");
        text.append(counts.sumNanos() / NANOS_PER_SECOND).append('\n');
    }
}
