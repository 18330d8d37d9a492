package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers with as much as may be, a half and a quarter of that in turn; {@code stuck} with much and no end. Speaks JSON-RPC, and HTTP
 * to who does.
 */
final class LargeService implements AutoCloseable {
    private static final int MIB = 1 << 20;

    /** The limit of the bridge, less what stands around it. */
    private static final String LARGE = "x".repeat(4 * MIB - 100);

    private final AtomicInteger answers = new AtomicInteger();
    private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());

    LargeService() throws IOException {
        Backstage.run("large", () -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Backstage.run("large-connection", () -> serve(socket));
                }
            } catch (IOException e) {
                // closed
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            StringBuilder line = new StringBuilder();
            byte[] piece = new byte[1 << 16];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                for (int i = 0; i < length; i++) {
                    if (piece[i] == '\n') {
                        answer(line.toString(), socket.getOutputStream());
                        line.setLength(0);
                    } else {
                        line.append((char) piece[i]);
                    }
                }
            }
        } catch (IOException e) {
            // gone
        }
    }

    private void answer(String request, OutputStream out) throws IOException {
        if (request.startsWith("GET /stuck")) {
            http(out, "200 OK", "application/json", "\"" + LARGE.substring(MIB), 3 * MIB);
        } else if (request.startsWith("GET /texterror")) {
            http(out, "500 Oh", "text/plain", "\1\377".repeat(2 * MIB), 4 * MIB);
        } else if (request.startsWith("GET /text")) {
            http(out, "200 OK", "text/plain", "\1".repeat(4 * MIB), 4 * MIB);
        } else if (request.startsWith("GET ")) {
            String large = large();
            http(out, "200 OK", "application/json", "\"" + large + "\"", large.length() + 2);
        } else if (request.contains("\"method\"") && !request.contains("silent")) {
            String id = request.replaceAll(".*\"id\":(\\d+),\"method.*", "$1");
            String end = request.contains("stuck") ? "" : "\"}\n";
            out.write(("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"" + large() + end).getBytes(ISO_8859_1));
        }
    }

    private String large() {
        return LARGE.substring(0, LARGE.length() >> answers.getAndIncrement() % 3);
    }

    private static void http(OutputStream out, String status, String type, String body, int length) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n"
                        + body)
                .getBytes(ISO_8859_1));
    }

    @Override
    public void close() {
        Backstage.close(server);
    }
}
