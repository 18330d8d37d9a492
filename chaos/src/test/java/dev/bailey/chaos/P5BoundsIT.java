package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P5: nothing that a caller or a service can send, and no peer that is slow to send or to read, brings the bridge down, with as
 * little memory as the sidecar has; and a call costs at most three times the bytes that it brings.
 */
class P5BoundsIT {
    private static final int MIB = 1 << 20;

    private final Ledger ledger = new Ledger(5, 100_000);

    @TempDir
    Path folder;

    @Test
    void noCallerBringsItDown() throws Exception {
        try (EvilRpcService legacy = new EvilRpcService(ledger, RpcMischief.none(), 10_000, 0);
                LargeService large = new LargeService();
                SmallBridge bridge = SmallBridge.start(configuration(legacy, large.port()), folder)) {
            bridge.process().awaitReady();
            for (Attack attack : Attack.all()) {
                try (Attacker attacker = new Attacker(bridge.process())) {
                    attack.deed().with(attacker);
                    assertServes(bridge, attacker, attack.name());
                }
            }
        }
    }

    private static String configuration(EvilRpcService legacy, int large) {
        return Landscape.legacyOnly("{url: 'tcp://127.0.0.1:" + legacy.port() + "', timeout: 2s}", "")
                        .replace(
                                "services:\n",
                                "services:\n  large: {url: 'tcp://127.0.0.1:" + large + "', timeout: 3s}\n"
                                        + "  largehttp: {url: 'http://127.0.0.1:" + large + "', timeout: 3s}\n")
                + Attack.routes("large");
    }

    private void assertServes(SmallBridge small, Attacker attacker, String attack) throws Exception {
        BridgeProcess bridge = small.process();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String answer = "";
        while (System.nanoTime() < until && bridge.isAlive() && !answer.startsWith("200")) {
            try {
                answer = bridge.get("http", "/legacy/" + ledger.nonces().of(1));
            } catch (IOException e) {
                answer = e.toString();
            }
            attacker.closeSome();
        }
        System.out.printf("P5: %s: %s%n", attack, small.memory());
        assertTrue(bridge.isAlive(), "P5: " + attack + " brought it down: " + bridge.log());
        assertTrue(answer.startsWith("200"), "P5: after " + attack + ": " + answer);
    }

    @Test
    void aCallCostsAtMostThreeTimesWhatItBrings() throws Exception {
        int calls = 24;
        int bytes = MIB / 2;
        Lot<RpcMischief> silent = new Lot<RpcMischief>(5).add(RpcMischief.NEVER_ANSWERS, 1);
        try (EvilRpcService legacy = new EvilRpcService(ledger, silent, 60_000, 0);
                BridgeProcess bridge = BridgeProcess.start(
                        Landscape.JAVA,
                        Landscape.legacyOnly("{url: 'tcp://127.0.0.1:" + legacy.port() + "', timeout: 60s}", ""),
                        folder)) {
            bridge.awaitReady();
            String body = "{\"nonce\":\"" + "x".repeat(bytes - 12) + "\"}";
            bridge.get("http", "/nowhere");
            for (String edge : List.of("http", "rpc")) {
                long before = heap(bridge);
                long seen = ledger.strangers();
                try (Attacker caller = new Attacker(bridge)) {
                    for (int i = 0; i < calls; i++) {
                        call(caller, edge, body);
                    }
                    awaitStrangers(seen + calls);
                    double times = (heap(bridge) - before) / ((double) calls * bytes);
                    System.out.printf("P5: a call of %,d bytes over %s holds %.2f times that%n", bytes, edge, times);
                    assertTrue(times <= 3, "P5: a call over " + edge + " holds " + times + " times its bytes");
                }
            }
        }
    }

    private static void call(Attacker caller, String edge, String params) {
        if (edge.equals("http")) {
            caller.post("/legacy", params.length(), params);
        } else {
            caller.rpc("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"legacy.post\",\"params\":" + params + "}\n");
        }
    }

    private void awaitStrangers(long count) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (ledger.strangers() < count && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertTrue(ledger.strangers() >= count, "the calls reach the service");
    }

    /** Live bytes of the heap, after a collection. */
    private static long heap(BridgeProcess bridge) throws IOException, InterruptedException {
        jcmd(bridge, "GC.run");
        String info = jcmd(bridge, "GC.heap_info");
        long kib = 0;
        for (String line : info.lines().toList()) {
            if (line.contains("generation") || line.contains("garbage-first")) {
                kib += Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1"));
            }
        }
        assertTrue(kib > 0, info);
        return kib * 1024;
    }

    private static String jcmd(BridgeProcess bridge, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(bridge.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String out = new String(jcmd.getInputStream().readAllBytes(), ISO_8859_1);
        jcmd.waitFor();
        return out;
    }
}
