package dev.bailey.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A caller that says exactly what it is told, over a connection of its own. */
public final class Http implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private final Socket socket;

    private Http(Socket socket) {
        this.socket = socket;
    }

    /** Sends a request without a body; its answer is to be read. */
    public static Http send(int port, String line) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        String request = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return new Http(socket);
    }

    /** The whole answer to {@code GET target}. */
    public static String get(int port, String target) throws IOException {
        try (Http call = send(port, "GET " + target)) {
            return call.answer();
        }
    }

    /** Head and body, until the edge closes the connection. */
    public String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
