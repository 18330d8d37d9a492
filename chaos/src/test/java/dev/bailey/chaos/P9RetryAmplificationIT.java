package dev.bailey.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P9: in a total outage retries add little to the load. The worst case is one where every attempt reaches the service: a proxy in
 * front of it answers 503 on connections that stand.
 */
class P9RetryAmplificationIT {
    private static final int CALLS = Integer.getInteger("promises.outage.calls", 20_000);
    private static final double PER_CALL = 1.2;
    private static final double PER_SECOND = 3;
    private static final double SAVED_UP = 30;
    private static final long DEADLINE_MILLIS = 5000;

    private final Ledger ledger = new Ledger(9, CALLS);

    @TempDir
    Path folder;

    @Test
    void attemptsInATotalOutageStayWithinTheBudget() throws Exception {
        Lot<HttpMischief> away = new Lot<HttpMischief>(9).add(HttpMischief.IS_AWAY, 1);
        try (EvilHttpService legacy = new EvilHttpService(ledger, away, DEADLINE_MILLIS);
                BridgeProcess bridge = BridgeProcess.start(
                        Landscape.JAVA,
                        Landscape.legacyOnly("{url: 'http://127.0.0.1:" + legacy.port() + "/', protocol: jsonrpc}", ""),
                        folder)) {
            bridge.awaitReady();
            long begun = System.nanoTime();
            call(bridge);
            double seconds = (System.nanoTime() - begun) / 1e9;
            long attempts = ledger.executions();
            double allowed = PER_CALL * CALLS + PER_SECOND * seconds + SAVED_UP;
            System.out.printf(
                    "P9: %,d calls in %.1f s, %,d attempts at the service; %,.0f are allowed. %s%n",
                    CALLS, seconds, attempts, allowed, ledger.report());
            assertTrue(attempts <= allowed, "P9: " + attempts + " attempts where " + allowed + " are allowed");
            assertTrue(attempts > 1.1 * CALLS, "there were hardly any retries: " + attempts + " attempts");
        }
    }

    private void call(BridgeProcess bridge) throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        Lot<Errand> errands = new Lot<Errand>(9).add(Landscape.FACADE_GET, 1);
        for (int i = 0; i < 64; i++) {
            callers.add(Backstage.run(
                    "caller", new HttpCaller(ledger, bridge.port("http"), errands.copy(), DEADLINE_MILLIS, 1)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
