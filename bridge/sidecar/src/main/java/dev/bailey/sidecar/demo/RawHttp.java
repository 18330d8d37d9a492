package dev.bailey.sidecar.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.config.ListenAddress;
import java.io.IOException;
import java.net.Socket;

/** One HTTP exchange over a socket of its own, byte for byte, so that what is shown is what was sent. */
record RawHttp(String request, String response) {
    private static final int TIMEOUT_MILLIS = 10_000;

    /** Makes the call; the edge closes the connection after its answer. */
    static RawHttp exchange(ListenAddress.Tcp edge, DemoCall call) throws IOException {
        String request = request(edge, call);
        try (Socket socket = new Socket(edge.host(), edge.port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new RawHttp(request, new String(socket.getInputStream().readAllBytes(), UTF_8));
        }
    }

    private static String request(ListenAddress.Tcp edge, DemoCall call) {
        StringBuilder head = new StringBuilder();
        head.append(call.verb()).append(' ').append(call.path()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(edge).append("\r\nConnection: close\r\n");
        if (!call.body().isEmpty()) {
            head.append("Content-Type: application/json\r\nContent-Length: ");
            head.append(call.body().getBytes(UTF_8).length).append("\r\n");
        } else if (call.verb().equals("POST")) {
            head.append("Content-Length: 0\r\n");
        }
        return head.append("\r\n").append(call.body()).toString();
    }

    /** Whether the answer is what the call expects. */
    boolean isExpected(DemoCall call) {
        return response.startsWith("HTTP/1.1 " + call.status() + " ") && response.contains(call.expected());
    }
}
