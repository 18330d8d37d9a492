package dev.bailey.hosts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.conformance.FlowingService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Results that flow through this host's container: bit by bit, no faster than they are read, and never cut so that they look whole. */
class StreamingIT {
    private static final long PLENTY = 64L << 20;
    private static final String[] ROUTES = {
        "--bailey.config=",
        "--bailey.services.ads.url=tcp://127.0.0.1:4001",
        "--bailey.routes[0].rpc=all",
        "--bailey.routes[0].http=GET /all",
        "--bailey.routes[0].service=ads",
        "--bailey.routes[0].stream=true",
    };

    private static Running application;
    private static FlowingService service;

    @BeforeAll
    static void start() {
        application = new Running(Streaming.class, ROUTES);
        service = application.bean(FlowingService.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static Socket asks() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(application.address());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write("GET /all HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
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

    private static String toTheEnd(InputStream in) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
        } catch (IOException reset) {
            // as good as an end
        }
        return read.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void whatHasComeIsPassedOnBeforeTheRestIsThere() throws Exception {
        try (Socket caller = asks()) {
            FlowingService.Result result = service.asked().sends("[1");
            upTo(caller.getInputStream(), "[1");
            result.sends(",2");
            upTo(caller.getInputStream(), ",2");
            result.sends("]").ends();
            upTo(caller.getInputStream(), "]\r\n0\r\n\r\n");
        }
    }

    @Test
    void aResultThatBreaksOffDoesNotLookWhole() throws Exception {
        try (Socket caller = asks()) {
            FlowingService.Result result = service.asked().sends("[1");
            upTo(caller.getInputStream(), "[1");
            result.fails(new Failure(FailureKind.BAD_REPLY, "lost in the middle", Delivery.ANSWERED));
            String rest = toTheEnd(caller.getInputStream());
            assertFalse(rest.contains("0\r\n\r\n"), rest);
            assertFalse(rest.contains("Exception"), rest);
        }
    }

    @Test
    void aCallerWhoDoesNotReadHoldsTheServiceBackAndIsCutOff() throws Exception {
        try (Socket caller = asks()) {
            FlowingService.Result result = service.asked().sends("[");
            upTo(caller.getInputStream(), "[");
            long sent = result.pours(PLENTY);
            assertTrue(sent < PLENTY / 2, () -> "the service could send " + sent);
            result.isAborted();
            assertFalse(toTheEnd(caller.getInputStream()).endsWith("0\r\n\r\n"), "it looks whole");
        }
    }

    @EnableAutoConfiguration
    static class Streaming {
        @Bean
        FlowingService transport() {
            return new FlowingService(Duration.ofSeconds(1));
        }
    }
}
