package dev.bailey.chaos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cluster does to processes: a service that restarts with a thousand calls under way, and processes that stand still for a
 * while, as on a node that is starved. Every call ends, once; then all is as before.
 */
class RestartsAndPausesIT {
    private static final int CALLS = 4_000_000;
    private static final long SEED = 10;
    private static final int UNDER_WAY = 1000;
    private static final long PAUSE_MILLIS = 1500;
    /** The pool tries one connection at a time, 50 ms apart at least once some have failed; the first few come sooner. */
    private static final int CONNECTS_PER_SECOND = 20;

    private static final int FIRST_CONNECTS = 32;
    private static final double BACK_SECONDS = 2;

    private final Ledger ledger = new Ledger(SEED, CALLS);
    private final List<CallerLoop> callers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aServiceRestartsWithAThousandCallsUnderWay() throws Exception {
        Lot<RpcMischief> silent = new Lot<RpcMischief>(SEED).add(RpcMischief.NEVER_ANSWERS, 1);
        EvilRpcService before = new EvilRpcService(ledger, silent, 20_000, 0);
        try (EvilRpcService after = new EvilRpcService(ledger, RpcMischief.none(), 20_000, 0);
                FaultProxy address = new FaultProxy(before.port(), any -> FaultProxy.Faults.NONE);
                BridgeProcess bridge = start("{url: 'tcp://127.0.0.1:" + address.port()
                        + "', timeout: 20s, pool: {maxConnections: 16}," + " concurrency: {max: 1024}}")) {
            for (int i = 0; i < 10; i++) {
                call(bridge, UNDER_WAY / 10, 20_000, Landscape.FACADE_POST);
            }
            await("a thousand calls under way", () -> ledger.executions() >= UNDER_WAY);
            long connections = address.connections();
            long begun = System.nanoTime();
            address.refusing(true);
            before.close();
            address.resetAll();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            double down = (System.nanoTime() - begun) / 1e9;
            long connects = address.connections() - connections;
            long executed = ledger.executions();
            long back = System.nanoTime();
            address.target(after.port());
            address.refusing(false);
            await("calls that are executed again", () -> ledger.executions() >= executed + UNDER_WAY);
            double seconds = (System.nanoTime() - back) / 1e9;
            Report report = end();
            double allowed = FIRST_CONNECTS + CONNECTS_PER_SECOND * down;
            System.out.printf(
                    "Restart: %,d calls under way, %d connects in %.1f s (%.0f are allowed), a thousand more executed"
                            + " %.2f s after it was back. %s%n",
                    UNDER_WAY, connects, down, allowed, seconds, report);
            assertEndsWell(bridge, report);
            assertTrue(connects >= 3, "it was hardly looked for: " + connects + " connects");
            assertTrue(connects <= allowed, connects + " connects to a service that was away for " + down + " s");
            if (Boolean.getBoolean("promises.timing")) {
                assertTrue(seconds <= BACK_SECONDS, "back after " + seconds + " s");
            }
        }
    }

    @Test
    void theServiceStandsStillForAWhile() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(SEED, CALLS);
                BridgeProcess bridge = start("{url: 'tcp://127.0.0.1:" + service.port() + "', timeout: "
                        + Landscape.DEADLINE_MILLIS + "ms}")) {
            startSome(bridge);
            await("calls", () -> ledger.begun() > 2000);
            service.signal("STOP");
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            double timeouts = calls(bridge, "timeout");
            double served = calls(bridge, "ok");
            service.signal("CONT");
            await("good answers again", () -> calls(bridge, "ok") > served + 1000);
            Report report = end();
            System.out.printf("Service stopped for %d ms: %s%n", PAUSE_MILLIS, report);
            assertEndsWell(bridge, report);
            assertTrue(timeouts > 0, "nothing timed out: it was not stopped");
        }
    }

    @Test
    void theBridgeStandsStillForAWhile() throws Exception {
        try (EvilRpcService service = new EvilRpcService(ledger, RpcMischief.none(), 1000, 0);
                BridgeProcess bridge = start("{url: 'tcp://127.0.0.1:" + service.port() + "', timeout: "
                        + Landscape.DEADLINE_MILLIS + "ms}")) {
            startSome(bridge);
            await("calls", () -> ledger.begun() > 2000);
            bridge.signal("STOP");
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            int begun = ledger.begun();
            bridge.signal("CONT");
            await("calls again", () -> ledger.begun() > begun + 1000);
            Report report = end();
            System.out.printf("Bridge stopped for %d ms: %s%n", PAUSE_MILLIS, report);
            assertEndsWell(bridge, report);
            assertEquals(0, report.unexecuted(), "answers without an execution");
            assertEquals(0, report.repeated(), "calls executed too often");
        }
    }

    private static void assertEndsWell(BridgeProcess bridge, Report report) throws IOException {
        boolean ready = bridge.isReady();
        assertAll(
                () -> assertEquals(0, report.mixedUp(), "answers to the wrong caller"),
                () -> assertEquals(0, report.lost(), "calls without an end"),
                () -> assertEquals(0, report.endedTwice(), "calls with two ends"),
                () -> assertTrue(report.count(End.OK) >= UNDER_WAY / 2, "too few good calls"),
                () -> assertTrue(ready, bridge.log()));
    }

    private BridgeProcess start(String service) throws IOException, InterruptedException {
        BridgeProcess bridge = BridgeProcess.start(Landscape.JAVA, Landscape.legacyOnly(service, ""), folder);
        bridge.awaitReady();
        return bridge;
    }

    private void startSome(BridgeProcess bridge) {
        for (int i = 0; i < 4; i++) {
            call(bridge, 8, Landscape.DEADLINE_MILLIS, Landscape.FACADE_GET);
            call(bridge, 8, Landscape.DEADLINE_MILLIS, Landscape.FACADE_POST);
        }
    }

    private void call(BridgeProcess bridge, int window, long deadlineMillis, Errand errand) {
        Lot<Errand> errands = new Lot<Errand>(SEED).add(errand, 1);
        CallerLoop caller = new RpcCaller(ledger, bridge.port("rpc"), errands, deadlineMillis, window);
        callers.add(caller);
        threads.add(Backstage.run("caller", caller));
    }

    /** No calls any more; what becomes of those under way. */
    private Report end() throws InterruptedException {
        callers.forEach(CallerLoop::stop);
        for (Thread thread : threads) {
            thread.join(Duration.ofMinutes(1).toMillis());
        }
        return ledger.report();
    }

    private static double calls(BridgeProcess bridge, String outcome) throws IOException {
        return bridge.metric("bailey_calls_seconds_count", "outcome=\"" + outcome + "\"");
    }

    /** What may come true. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, Condition condition) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < until, "waited for " + what + " in vain");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
