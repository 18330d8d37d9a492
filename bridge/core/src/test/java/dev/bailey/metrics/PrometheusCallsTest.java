package dev.bailey.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.CallObserver;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Outcome;
import dev.bailey.call.Timeout;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrometheusCallsTest {
    private final PrometheusCalls calls = new PrometheusCalls();
    private final SteppedClock loop = new SteppedClock();

    @Test
    void thereIsNoTextBeforeTheFirstRoute() {
        assertFalse(calls.page().hasNext());
    }

    @Test
    void routesHaveNoSamplesBeforeTheirFirstCall() {
        calls.calls("ads.get", Direction.FACADE);
        assertFalse(text().contains("ads.get"), text());
    }

    @Test
    void whoeverAsksForARouteCountsWithTheOthers() {
        assertSame(calls.calls("a", Direction.RELAY), calls.calls("a", Direction.RELAY));
    }

    @Test
    void aCallIsInItsBucketAndAllAboveIt() {
        call("ads.get", Outcome.OK, 1_000);
        call("ads.get", Outcome.OK, 1_001);
        call("ads.get", Outcome.TIMEOUT, 11_000_000);
        assertSample("bailey_calls_seconds_bucket", "ok", "0.001", "1");
        assertSample("bailey_calls_seconds_bucket", "ok", "0.0025", "2");
        assertSample("bailey_calls_seconds_bucket", "ok", "10.0", "2");
        assertSample("bailey_calls_seconds_bucket", "ok", "+Inf", "2");
        assertSample("bailey_calls_seconds_bucket", "timeout", "10.0", "0");
        assertSample("bailey_calls_seconds_bucket", "timeout", "+Inf", "1");
        String ok = "{direction=\"facade\",outcome=\"ok\",route=\"ads.get\"} ";
        assertTrue(text().contains("bailey_calls_seconds_count" + ok + "2\n"), text());
        assertTrue(text().contains("bailey_calls_seconds_sum" + ok + "0.002001\n"), text());
        assertTrue(
                text().contains("bailey_overhead_seconds_count{direction=\"facade\",route=\"ads.get\"} 3\n"), text());
    }

    private void assertSample(String name, String outcome, String bound, String count) {
        String line = name + "{direction=\"facade\",outcome=\"" + outcome + "\",route=\"ads.get\",le=\"" + bound
                + "\"} " + count + "\n";
        assertTrue(text().contains(line), () -> line + " is not in " + text());
    }

    @Test
    void thousandsOfRoutesComeInPieces() {
        for (int i = 0; i < 5_000; i++) {
            call("ads." + i, Outcome.OK, 1_000);
        }
        int largest = 0;
        int pieces = 0;
        for (Iterator<byte[]> page = calls.page(); page.hasNext(); pieces++) {
            largest = Math.max(largest, page.next().length);
        }
        assertTrue(pieces > 500, pieces + " pieces");
        assertTrue(largest < 64 * 1024, largest + " bytes");
        assertEquals(2, text().lines().filter(line -> line.startsWith("# TYPE")).count());
    }

    private void call(String route, Outcome outcome, long micros) {
        CallObserver observer = calls.calls(route, Direction.FACADE);
        Call call = Call.on(loop);
        call.observer(observer);
        loop.now += TimeUnit.MICROSECONDS.toNanos(micros);
        call.end(outcome);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        calls.page().forEachRemaining(piece -> text.append(new String(piece, UTF_8)));
        return text.toString();
    }

    private static final class SteppedClock implements EventLoop {
        long now;

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
            throw new UnsupportedOperationException("counting waits for nothing");
        }
    }
}
