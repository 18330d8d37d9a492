package dev.bailey.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.sidecar.demo.LegacyService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CallCommandIT {
    private final CapturedConsole console = new CapturedConsole();

    @Test
    void theResultIsPrintedAsItCame() throws Exception {
        try (LegacyService service = LegacyService.start()) {
            assertEquals(0, call(url(service), "ads.get", "{\"id\":7,\"lang\":\"fr\"}"), console.err());
            assertEquals("{\"id\":7,\"title\":\"Vélo de ville\",\"price\":120.50,\"views\":41}\n", console.out());
        }
    }

    @Test
    void theServicesErrorIsPrintedAsItCame() throws Exception {
        try (LegacyService service = LegacyService.start()) {
            assertEquals(1, call(url(service), "ads.delete"));
            assertEquals("{\"code\":-32601,\"message\":\"Method not found\"}\n", console.out());
        }
    }

    @Test
    void aServiceThatIsNotThere() throws Exception {
        assertEquals(1, call("tcp://127.0.0.1:" + closedPort(), "ads.get"));
        assertEquals("", console.out());
        assertTrue(console.err().startsWith("bailey call: unavailable: "), console.err());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }

    @Test
    void aServiceThatSaysNothing() throws Exception {
        try (HeldService silent = new HeldService()) {
            assertEquals(1, call("--timeout", "100ms", "tcp://127.0.0.1:" + silent.port(), "ads.get"));
            assertTrue(console.err().startsWith("bailey call: timeout: "), console.err());
        }
    }

    private int call(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "call";
        System.arraycopy(args, 0, all, 1, args.length);
        return new Commands(console.console(), format -> {}).run(all);
    }

    private static String url(LegacyService service) {
        return "tcp://127.0.0.1:" + service.port();
    }
}
