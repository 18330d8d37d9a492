package dev.bailey.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.config.ConfigLoader;
import dev.bailey.conformance.FlowingService;
import dev.bailey.log.CallLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results that flow through a servlet: bit by bit, no faster than they are read, and never cut so that they look whole. */
final class FlowingServletIT {
    private static final long PLENTY = 64L << 20;
    private static final Failure LOST = new Failure(FailureKind.BAD_REPLY, "lost in the middle", Delivery.ANSWERED);
    private static final String CONFIG = """
            services:
              ads: {url: "tcp://127.0.0.1:1"}
            defaults: {service: ads}
            routes:
              - {rpc: all, http: GET /all, stream: true}
              - {rpc: some, http: GET /some}
            log: {calls: all}
            """;

    private final BlockingQueue<CallLine> log = new LinkedBlockingQueue<>();
    private FlowingService service = new FlowingService(Duration.ofSeconds(20));
    private Bridge bridge = bridge();
    private final JettyHost host = new JettyHost();

    FlowingServletIT() throws Exception {
        host.serve(bridge);
    }

    private Bridge bridge() {
        return Bridge.builder()
                .config(ConfigLoader.load("bailey.yaml", CONFIG, Map.of()))
                .transport(service)
                .callLog(log::add)
                .build();
    }

    private void stallsAfter(Duration stall) {
        bridge.close();
        service = new FlowingService(stall);
        bridge = bridge();
        host.serve(bridge);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
        assertEquals(0, bridge.inFlight());
        assertEquals(0, bridge.bytesInFlight().current());
        bridge.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private Socket asks(String line) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new InetSocketAddress(
                host.address().getAddress(), host.address().getPort()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write((line + "\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String upTo(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            int b = in.read();
            assertTrue(b >= 0, () -> "it ended after: " + read);
            read.append((char) b);
        }
        return read.toString();
    }

    /** What comes until the connection ends, however it does. */
    private static String toTheEnd(InputStream in) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (IOException reset) {
            // as good as an end
        }
        return read.toString(StandardCharsets.US_ASCII);
    }

    private String outcome() throws InterruptedException {
        CallLine line = log.poll(20, TimeUnit.SECONDS);
        return line == null ? "nothing was logged" : line.outcome();
    }

    @Test
    void whatHasComeIsPassedOnBeforeTheRestIsThere() throws Exception {
        try (Socket caller = asks("GET /all HTTP/1.1")) {
            FlowingService.Result result = service.asked().sends("[1");
            String head = upTo(caller.getInputStream(), "[1");
            assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
            assertTrue(head.contains("Content-Type: application/json\r\n"), head);
            assertTrue(head.contains("Transfer-Encoding: chunked\r\n"), head);
            result.sends(",2");
            upTo(caller.getInputStream(), ",2");
            result.sends("]").ends();
            upTo(caller.getInputStream(), "]\r\n0\r\n\r\n");
            assertEquals("ok", outcome());
            // the connection serves another one
            caller.getOutputStream().write("GET /some HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            upTo(caller.getInputStream(), "\"whole\"");
        }
    }

    @Test
    void aSlowReaderHoldsTheServiceBack() throws Exception {
        try (Socket caller = asks("GET /all HTTP/1.1")) {
            FlowingService.Result result = service.asked().sends("\"");
            upTo(caller.getInputStream(), "\"");
            long sent = result.pours(PLENTY);
            assertTrue(sent < PLENTY / 2, () -> "the service could send " + sent);
            result.sends("\"").ends();
            long read = 0;
            upTo(caller.getInputStream(), "\r\n");
            for (int size = chunkSize(caller); size > 0; size = chunkSize(caller)) {
                assertEquals(size, caller.getInputStream().readNBytes(size).length);
                upTo(caller.getInputStream(), "\r\n");
                read += size;
            }
            assertEquals(sent + 1, read);
            assertEquals("ok", outcome());
        }
    }

    private static int chunkSize(Socket caller) throws IOException {
        return Integer.parseInt(upTo(caller.getInputStream(), "\r\n").strip(), 16);
    }

    @Test
    void aResultThatBreaksOffDoesNotLookWhole() throws Exception {
        try (Socket caller = asks("GET /all HTTP/1.1")) {
            FlowingService.Result result = service.asked().sends("[1");
            upTo(caller.getInputStream(), "[1");
            result.fails(LOST);
            String rest = toTheEnd(caller.getInputStream());
            assertFalse(rest.contains("0\r\n\r\n"), rest);
            assertEquals("", rest);
            assertEquals("bad_reply", outcome());
        }
    }

    @Test
    void aCallerWhoGoesEndsTheFlow() throws Exception {
        Socket caller = asks("GET /all HTTP/1.1");
        FlowingService.Result result = service.asked().sends("[1");
        upTo(caller.getInputStream(), "[1");
        caller.setSoLinger(true, 0);
        caller.close();
        // the container learns of it when it writes
        result.pours(PLENTY);
        result.isAborted();
        assertEquals("client_gone", outcome());
    }

    @Test
    void aCallerWhoDoesNotReadIsCutOff() throws Exception {
        stallsAfter(Duration.ofMillis(400));
        try (Socket caller = asks("GET /all HTTP/1.1")) {
            FlowingService.Result result = service.asked().sends("\"");
            upTo(caller.getInputStream(), "\"");
            result.pours(PLENTY);
            result.isAborted();
            assertEquals("client_gone", outcome());
            String rest = toTheEnd(caller.getInputStream());
            assertFalse(rest.endsWith("0\r\n\r\n"), "it looks whole");
        }
    }

    @Test
    void aServiceThatStallsIsATimeout() throws Exception {
        stallsAfter(Duration.ofMillis(200));
        try (Socket caller = asks("GET /all HTTP/1.1")) {
            FlowingService.Result result = service.asked().sends("[1");
            assertTrue(toTheEnd(caller.getInputStream()).endsWith("[1"));
            result.isAborted();
            assertEquals("timeout", outcome());
        }
    }

    @Test
    void whoCouldNotTellACutGetsItWhole() throws Exception {
        try (Socket caller = asks("GET /all HTTP/1.0")) {
            assertTrue(toTheEnd(caller.getInputStream()).endsWith("\r\n\r\n\"whole\""));
            assertEquals("ok", outcome());
        }
    }

    @Test
    void headGetsTheHeadOnly() throws Exception {
        try (Socket caller = asks("HEAD /all HTTP/1.1")) {
            FlowingService.Result result = service.asked().sends("[1");
            String head = upTo(caller.getInputStream(), "\r\n\r\n");
            assertTrue(head.contains("Content-Type: application/json\r\n"), head);
            result.isAborted();
            assertEquals("ok", outcome());
        }
    }
}
