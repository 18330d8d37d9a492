package dev.bailey.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Delivery;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Outcome;
import dev.bailey.call.Timeout;
import dev.bailey.metrics.ServiceMetrics.DroppedReply;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerBridgeMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BridgeMetrics metrics = new MicrometerBridgeMetrics(registry, "1.2.3");
    private final SteppedLoop loop = new SteppedLoop();

    @Test
    void routesHaveNoSeriesBeforeTheirFirstCall() {
        int before = registry.getMeters().size();
        for (int i = 0; i < 5_000; i++) {
            metrics.calls("ads." + i, Direction.FACADE);
        }
        assertEquals(before, registry.getMeters().size());
    }

    @Test
    void aCallCountsOnceForItsOutcomeAndOnceForTheBridgesCost() {
        CallObserver observer = metrics.calls("ads.get", Direction.FACADE);
        call(observer, Outcome.OK, 20, 15);
        call(observer, Outcome.OK, 40, 30);
        call(observer, Outcome.TIMEOUT, 500, 499);

        Timer ok = timer("bailey.calls", "outcome", "ok");
        assertEquals(2, ok.count());
        assertEquals(60, ok.totalTime(TimeUnit.MILLISECONDS), 0.001);
        assertEquals(1, timer("bailey.calls", "outcome", "timeout").count());
        Timer cost = registry.get("bailey.overhead").timer();
        assertEquals(3, cost.count());
        assertEquals(5 + 10 + 1, cost.totalTime(TimeUnit.MILLISECONDS), 0.001);
    }

    @Test
    void twoBridgesThatShareARegistryCountTogether() {
        BridgeMetrics other = new MicrometerBridgeMetrics(registry, "1.2.3");
        call(metrics.calls("ads.get", Direction.REVERSE), Outcome.OK, 1, 0);
        call(other.calls("ads.get", Direction.REVERSE), Outcome.OK, 1, 0);
        assertEquals(2, timer("bailey.calls", "direction", "reverse").count());
    }

    @Test
    void noHistogramHasMoreThanFourteenBuckets() {
        noMoreThanFourteenBuckets(MicrometerMetric.CALLS.timer(registry, "ads.get", "facade", "ok"));
        noMoreThanFourteenBuckets(MicrometerMetric.OVERHEAD.timer(registry, "ads.get", "facade"));
        noMoreThanFourteenBuckets(MicrometerMetric.POOL_ACQUIRE.timer(registry, "ads"));
    }

    private static void noMoreThanFourteenBuckets(Timer timer) {
        int bounds = timer.takeSnapshot().histogramCounts().length;
        assertTrue(bounds > 0 && bounds + 1 <= 14, timer.getId() + " has " + bounds + " bounds, and +Inf");
    }

    @Test
    void theAddressesOfAServiceAddUp() {
        ServiceMetrics ads = metrics.service("ads");
        assertSame(ads, metrics.service("ads"));
        FakePool one = new FakePool(3, 2, false);
        FakePool two = new FakePool(4, 1, false);
        ads.watch(one);
        ads.watch(two);

        assertEquals(7, gauge("bailey.in.flight"));
        assertEquals(
                3,
                registry.get("bailey.pool.connections")
                        .tag("state", "active")
                        .gauge()
                        .value());
        assertEquals(0, gauge("bailey.service.up"));
        two.up = true;
        assertEquals(1, gauge("bailey.service.up"));
        assertEquals(0, gauge("bailey.breaker.open"));
        assertEquals(0, gauge("bailey.addresses.ejected"));
    }

    @Test
    void attemptsRetriesAndDroppedRepliesAreCounted() {
        ServiceMetrics ads = metrics.service("ads");
        ads.attempted(Delivery.NOT_SENT);
        ads.attempted(Delivery.ANSWERED);
        ads.attempted(Delivery.ANSWERED);
        ads.retried();
        ads.replyDropped(DroppedReply.LATE);
        ads.acquired(1_000_000);

        assertEquals(2, counter("bailey.attempts", "delivery", "answered"));
        assertEquals(1, counter("bailey.attempts", "delivery", "not_sent"));
        assertEquals(0, counter("bailey.attempts", "delivery", "unknown"));
        assertEquals(1, counter("bailey.retries", "service", "ads"));
        assertEquals(1, counter("bailey.dropped.replies", "reason", "late"));
        assertEquals(1, registry.get("bailey.pool.acquire").timer().count());
    }

    @Test
    void connectionsOfEdgesComeAndGo() {
        EdgeMetrics edge = metrics.edge("http");
        edge.connectionOpened();
        edge.connectionOpened();
        edge.connectionClosed();
        edge.connectionRejected();
        assertEquals(1, gauge("bailey.edge.connections"));
        assertEquals(1, counter("bailey.rejected.connections", "edge", "http"));
    }

    @Test
    void everyMeterHasHelp() {
        metrics.service("ads");
        metrics.edge("http");
        metrics.drainAborted(2);
        call(metrics.calls("ads.get", Direction.FACADE), Outcome.OK, 1, 0);
        for (Meter meter : registry.getMeters()) {
            String help = meter.getId().getDescription();
            // this registry shows buckets as gauges of their own, which have none
            assertFalse(
                    !meter.getId().getName().endsWith(".histogram") && (help == null || help.isBlank()),
                    meter.getId() + " has no help");
        }
        assertEquals(2, registry.get("bailey.drain.aborted.calls").counter().count());
        assertEquals(
                1,
                registry.get("bailey.build.info")
                        .tag("version", "1.2.3")
                        .gauge()
                        .value());
    }

    private void call(CallObserver observer, Outcome outcome, long millis, long serviceMillis) {
        Call call = Call.on(loop);
        call.observer(observer);
        call.waitStarts();
        loop.pass(serviceMillis);
        call.serviceWaitEnds();
        loop.pass(millis - serviceMillis);
        call.end(outcome);
    }

    private Timer timer(String name, String label, String value) {
        return registry.get(name).tag(label, value).timer();
    }

    private double counter(String name, String label, String value) {
        return registry.get(name).tag(label, value).counter().count();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private static final class FakePool implements ServiceGauges {
        private final int inFlight;
        private final int active;
        private boolean up;

        FakePool(int inFlight, int active, boolean up) {
            this.inFlight = inFlight;
            this.active = active;
            this.up = up;
        }

        @Override
        public int inFlight() {
            return inFlight;
        }

        @Override
        public int activeConnections() {
            return active;
        }

        @Override
        public int idleConnections() {
            return 0;
        }

        @Override
        public int connectingConnections() {
            return 0;
        }

        @Override
        public int pending() {
            return 0;
        }

        @Override
        public boolean up() {
            return up;
        }
    }

    /** A loop whose clock moves only when told to. */
    private static final class SteppedLoop implements EventLoop {
        private long now;

        void pass(long millis) {
            now += TimeUnit.MILLISECONDS.toNanos(millis);
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void schedule(Timeout timeout, long delayNanos) {
            throw new UnsupportedOperationException("no call here has a deadline");
        }
    }
}
