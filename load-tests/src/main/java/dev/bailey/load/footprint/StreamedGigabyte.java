package dev.bailey.load.footprint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service whose answer has a string of a gibibyte, in any framing, and the HTTP caller who reads it slowly. */
final class StreamedGigabyte implements AutoCloseable {
    static final List<String> FRAMINGS =
            List.of("newline", "crlf", "nul", "content-length", "netstring", "length-prefix", "concatenated");
    static final int MEBIBYTES_A_SECOND = 100;

    private static final int MEBIBYTE = 1 << 20;
    private static final int MEBIBYTES = 1024;
    /** Small answers before the large one: the first call of a process loads classes. */
    private static final int WARMING_CALLS = 5;

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int BUFFER = 64 * 1024;

    private final String framing;
    private final ServerSocket server;
    private volatile int mebibytes = 1;
    private volatile long firstByteSent;

    StreamedGigabyte(String framing) throws IOException {
        this.framing = framing;
        this.server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread service = new Thread(this::serve, "gigabyte");
        service.setDaemon(true);
        service.start();
    }

    /** What came of the call; the memory is what the group held of its own at most, sampled every 16 MiB. */
    record Result(boolean whole, double seconds, double firstByteMillis, long mostMemory) {}

    /** How much memory is held now. */
    interface Memory {
        long bytes() throws IOException;
    }

    String config() {
        return """
                http: {listen: "127.0.0.1:0"}
                admin: {listen: "127.0.0.1:0"}
                services: {archive: {url: "tcp://127.0.0.1:%d", framing: %s}}
                routes:
                  - {rpc: big, http: GET /big, service: archive, stream: true}
                """.formatted(server.getLocalPort(), framing);
    }

    // ---- the service

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException e) {
                // the bridge has closed the connection, or all is over
            }
        }
    }

    /** Requests come one at a time here, and in one piece each. */
    private void answer(Socket socket) throws IOException {
        byte[] request = new byte[4096];
        byte[] some = "x".repeat(MEBIBYTE).getBytes(US_ASCII);
        OutputStream out = socket.getOutputStream();
        for (int n = socket.getInputStream().read(request);
                n > 0;
                n = socket.getInputStream().read(request)) {
            String id = new String(request, 0, n, US_ASCII).replaceAll("(?s).*\"id\":(\\d+).*", "$1");
            byte[] head = "{\"jsonrpc\":\"2.0\",\"result\":\"".getBytes(US_ASCII);
            byte[] tail = ("\",\"id\":" + id + "}").getBytes(US_ASCII);
            int repeated = mebibytes;
            byte[] before = before((long) head.length + (long) repeated * MEBIBYTE + tail.length);
            firstByteSent = System.nanoTime();
            out.write(before);
            out.write(head);
            for (int i = 0; i < repeated; i++) {
                out.write(some);
            }
            out.write(tail);
            out.write(after());
        }
    }

    private byte[] before(long length) {
        return switch (framing) {
            case "content-length" -> ("Content-Length: " + length + "\r\n\r\n").getBytes(US_ASCII);
            case "netstring" -> (length + ":").getBytes(US_ASCII);
            case "length-prefix" ->
                ByteBuffer.allocate(Integer.BYTES)
                        .putInt(Math.toIntExact(length))
                        .array();
            default -> new byte[0];
        };
    }

    private byte[] after() {
        return switch (framing) {
            case "newline" -> new byte[] {'\n'};
            case "crlf" -> new byte[] {'\r', '\n'};
            case "nul" -> new byte[] {0};
            case "netstring" -> new byte[] {','};
            default -> new byte[0];
        };
    }

    // ---- the caller

    Result call(int port, Memory memory) throws IOException {
        for (int i = 0; i < WARMING_CALLS; i++) {
            call(port, 1, memory);
        }
        return call(port, MEBIBYTES, memory);
    }

    private Result call(int port, int size, Memory memory) throws IOException {
        mebibytes = size;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("GET /big HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            String status = line(in);
            long begun = System.nanoTime();
            double firstByte = (begun - firstByteSent) / 1e6;
            while (!line(in).isEmpty()) {
                // headers
            }
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered " + status);
            }
            return read(in, size, memory, begun, firstByte);
        }
    }

    private static Result read(InputStream in, int size, Memory memory, long begun, double firstByte)
            throws IOException {
        long expected = (long) size * MEBIBYTE + 2;
        long bytes = 0;
        long most = 0;
        long sampled = -1;
        int chunk = Integer.parseInt(line(in), 16);
        while (chunk > 0) {
            in.skipNBytes(chunk + 2L);
            bytes += chunk;
            if (bytes / (16L * MEBIBYTE) > sampled) {
                sampled = bytes / (16L * MEBIBYTE);
                most = Math.max(most, memory.bytes());
            }
            slowDown(begun, bytes);
            chunk = Integer.parseInt(line(in), 16);
        }
        return new Result(bytes == expected, (System.nanoTime() - begun) / 1e9, firstByte, most);
    }

    private static void slowDown(long begun, long bytes) {
        long due = begun + bytes * TimeUnit.SECONDS.toNanos(1) / MEBIBYTES_A_SECOND / MEBIBYTE;
        while (due - System.nanoTime() > TimeUnit.MILLISECONDS.toNanos(1)) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("cut");
            }
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
