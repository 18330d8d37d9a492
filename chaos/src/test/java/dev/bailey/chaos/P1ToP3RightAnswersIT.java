package dev.bailey.chaos;

import static dev.bailey.chaos.Landscape.DEADLINE_MILLIS;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P1, P2 and P3: no answer to the wrong caller, one end of every call and in time, no execution too many. A million calls, ten
 * with {@code -Dpromises.calls=10000000}, in all four directions, while the network and the services do their worst.
 */
class P1ToP3RightAnswersIT {
    private static final int CALLS = Integer.getInteger("promises.calls", 1_000_000);
    private static final long SEED = Long.getLong("promises.seed", 20261124);
    private static final double MISCHIEF = 0.004;
    private static final int LONGEST = 2 << 20;

    private final Ledger ledger = new Ledger(SEED, CALLS);
    private final List<Thread> callers = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void noAnswerToTheWrongCallerOneEndAndNoExecutionTooMany() throws Exception {
        try (EvilRpcService legacy = new EvilRpcService(ledger, RpcMischief.some(SEED, MISCHIEF), DEADLINE_MILLIS, 0);
                EvilHttpService far =
                        new EvilHttpService(ledger, HttpMischief.someFarAway(SEED, MISCHIEF), DEADLINE_MILLIS);
                EvilHttpService near = new EvilHttpService(ledger, HttpMischief.some(SEED, MISCHIEF), DEADLINE_MILLIS);
                FaultProxy toLegacy = new FaultProxy(legacy.port(), new Weather(SEED, LONGEST));
                FaultProxy toFar = new FaultProxy(far.port(), new Weather(~SEED, LONGEST));
                BridgeProcess bridge = BridgeProcess.start(
                        Landscape.JAVA,
                        Landscape.configuration(toLegacy.port(), toFar.port(), near.port(), ""),
                        folder)) {
            bridge.awaitReady();
            long begun = System.nanoTime();
            call(bridge);
            double seconds = (System.nanoTime() - begun) / 1e9;
            Report report = ledger.report();
            System.out.printf(
                    "P1-P3: %.0f s, %,.0f calls/s: %s%n  faults %s and %s, mischief %s, %s and %s%n  %s%n",
                    seconds,
                    report.calls() / seconds,
                    report,
                    toLegacy.suffered(),
                    toFar.suffered(),
                    legacy.done(),
                    far.done(),
                    near.done(),
                    String.join("\n  ", ledger.remarks()));
            judge(report, bridge);
        }
    }

    private void call(BridgeProcess bridge) throws InterruptedException {
        Lot<Errand> http = new Lot<Errand>(SEED)
                .add(Landscape.FACADE_GET, 5)
                .add(Landscape.FACADE_POST, 3)
                .add(Landscape.NOTE, 1)
                .add(Landscape.FORWARD_GET, 1)
                .add(Landscape.FORWARD_POST, 1)
                .add(Landscape.NEAR_GET, 1);
        Lot<Errand> rpc = new Lot<Errand>(~SEED)
                .add(Landscape.FACADE_GET, 12)
                .add(Landscape.FACADE_POST, 8)
                .add(Landscape.FORWARD_GET, 1)
                .add(Landscape.FORWARD_POST, 1)
                .add(Landscape.NEAR_GET, 1);
        for (int i = 0; i < 24; i++) {
            start(new HttpCaller(ledger, bridge.port("http"), http.copy(), 4 * DEADLINE_MILLIS, 4));
        }
        for (int i = 0; i < 12; i++) {
            start(new RpcCaller(ledger, bridge.port("rpc"), rpc.copy(), DEADLINE_MILLIS, i < 4 ? 1 : 24));
        }
        for (Thread caller : callers) {
            caller.join(Duration.ofMinutes(30).toMillis());
        }
    }

    private void start(CallerLoop caller) {
        callers.add(Backstage.run("caller", caller));
    }

    private void judge(Report report, BridgeProcess bridge) throws IOException {
        double counted = bridge.metric("bailey_calls_seconds_count");
        assertAll(
                () -> assertEquals(CALLS, report.calls(), "calls"),
                () -> assertEquals(0, report.mixedUp(), "P1: answers to the wrong caller"),
                () -> assertEquals(0, report.lost(), "P2: calls without an end"),
                () -> assertEquals(0, report.endedTwice(), "P2: calls with two ends"),
                () -> assertEquals(CALLS, (long) counted, "P2: ends in the bridge's own count"),
                () -> assertEquals(0, report.repeated(), "P3: calls executed too often"),
                () -> assertEquals(0, report.unexecuted(), "answers without an execution"),
                () -> assertTrue(
                        report.count(End.OK) > CALLS * 0.5, "too few good calls for the rest to mean anything"),
                () -> assertTrue(bridge.isAlive(), bridge.log()));
    }
}
