package dev.bailey.chaos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * P7: SIGTERM under load loses no accepted call. Callers of both protocols go on as if nothing were; what was taken in is answered,
 * and the process ends with 0.
 */
class P7DrainIT {
    private static final int CALLS = 10_000_000;
    private static final long DEADLINE_MILLIS = 5000;

    private final Ledger ledger = new Ledger(7, CALLS);
    private final List<CallerLoop> callers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @TempDir
    Path folder;

    @RepeatedTest(2)
    void sigtermUnderLoadLosesNothing() throws Exception {
        Lot<RpcMischief> slow =
                new Lot<RpcMischief>(7).add(RpcMischief.ANSWERS, 1).add(RpcMischief.DAWDLES, 1);
        try (EvilRpcService legacy = new EvilRpcService(ledger, slow, DEADLINE_MILLIS, 0);
                BridgeProcess bridge = BridgeProcess.start(
                        Landscape.JAVA,
                        Landscape.legacyOnly("{url: 'tcp://127.0.0.1:" + legacy.port() + "'}", "drainDelay: 200ms\n"),
                        folder)) {
            bridge.awaitReady();
            startCallers(bridge);
            awaitCalls(3000);
            callers.forEach(CallerLoop::bridgeEnds);
            bridge.signal("TERM");
            int code = bridge.awaitEnd();
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(30).toMillis());
            }
            Report report = ledger.report();
            System.out.printf("P7: %s%n  %s%n", report, String.join("\n  ", ledger.remarks()));
            assertAll(
                    () -> assertEquals(0, report.lost(), "P7: accepted calls that were lost"),
                    () -> assertEquals(0, report.mixedUp(), "answers to the wrong caller"),
                    () -> assertEquals(0, report.endedTwice(), "calls with two ends"),
                    () -> assertEquals(0, report.unwritten(), "notifications that were accepted and lost"),
                    () -> assertEquals(0, code, "exit code"),
                    () -> assertTrue(bridge.log().contains("no call was lost"), bridge.log()));
        }
    }

    private void startCallers(BridgeProcess bridge) {
        Lot<Errand> http = new Lot<Errand>(1)
                .add(Landscape.FACADE_GET, 2)
                .add(Landscape.FACADE_POST, 2)
                .add(Landscape.NOTE, 1);
        Lot<Errand> rpc = new Lot<Errand>(2).add(Landscape.FACADE_GET, 1).add(Landscape.FACADE_POST, 1);
        for (int i = 0; i < 32; i++) {
            callers.add(new HttpCaller(ledger, bridge.port("http"), http.copy(), DEADLINE_MILLIS, 1));
        }
        for (int i = 0; i < 8; i++) {
            callers.add(new RpcCaller(ledger, bridge.port("rpc"), rpc.copy(), DEADLINE_MILLIS, i < 4 ? 1 : 16));
        }
        callers.forEach(caller -> threads.add(Backstage.run("caller", caller)));
    }

    private void awaitCalls(int calls) throws InterruptedException {
        while (ledger.begun() < calls) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
