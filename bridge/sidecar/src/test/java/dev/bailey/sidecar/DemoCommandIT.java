package dev.bailey.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DemoCommandIT {
    @TempDir
    Path folder;

    @Test
    void showsEachCallOnBothWires() throws Exception {
        try (SidecarProcess demo = SidecarProcess.start(folder, "demo", "--once", "--http-port=0", "--admin-port=0")) {
            String shown = demo.rest();
            assertEquals(0, demo.exitCode(), shown + demo.err());
            assertTrue(shown.contains("GET /ads/7?lang=fr HTTP/1.1"), shown);
            assertTrue(shown.contains("\"method\":\"ads.get\",\"params\":{\"id\":7,\"lang\":\"fr\"}}"), shown);
            assertTrue(shown.contains("HTTP/1.1 201 Created"), shown);
            assertTrue(shown.contains("{\"jsonrpc\":\"2.0\",\"method\":\"ads.viewed\",\"params\":{\"id\":7}}"), shown);
            assertTrue(shown.contains("HTTP/1.1 404 Not Found"), shown);
            assertTrue(shown.contains("Vélo de ville"), shown);
            assertEquals("", demo.err());
        }
    }

    @Test
    void staysUpUntilToldToStop() throws Exception {
        try (SidecarProcess demo = SidecarProcess.start(folder, "demo", "--http-port=0", "--admin-port=0")) {
            String line = demo.line();
            while (!line.startsWith("Still serving.")) {
                line = demo.line();
            }
            demo.terminate();
            assertEquals(0, demo.exitCode(), demo.err());
        }
    }

    @Test
    void saysHowToChooseOtherPorts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SidecarProcess demo = demoOn(taken.getLocalPort())) {
            assertEquals(1, demo.exitCode());
            assertTrue(demo.err().contains("127.0.0.1:" + taken.getLocalPort()), demo.err());
            assertTrue(demo.err().contains("choose other ports with --http-port and --admin-port"), demo.err());
        }
    }

    private SidecarProcess demoOn(int port) throws IOException {
        return SidecarProcess.start(folder, "demo", "--once", "--http-port=" + port, "--admin-port=0");
    }
}
