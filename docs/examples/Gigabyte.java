import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A JSON-RPC service that answers one call with a string of a gibibyte, and the slow HTTP caller who asks for it through Bailey:
 * see docs/streaming.md.
 *
 * <pre>java docs/examples/Gigabyte.java SERVICE_PORT BAILEY_PORT [MEBIBYTES [MEBIBYTES_A_SECOND]]</pre>
 */
public final class Gigabyte {
    private static final int MEBIBYTE = 1 << 20;

    private static volatile long firstByteSent;

    public static void main(String[] args) throws Exception {
        int mebibytes = args.length > 2 ? Integer.parseInt(args[2]) : 1024;
        double rate = args.length > 3 ? Double.parseDouble(args[3]) : Double.POSITIVE_INFINITY;
        ServerSocket server = new ServerSocket(Integer.parseInt(args[0]), 16, InetAddress.getLoopbackAddress());
        Thread service = new Thread(() -> serve(server, mebibytes));
        service.setDaemon(true);
        service.start();
        call(Integer.parseInt(args[1]), rate);
    }

    /** Answers each line with a result of so many mebibytes, once for every connection that asks. */
    private static void serve(ServerSocket server, int mebibytes) {
        while (true) {
            try {
                Socket socket = server.accept();
                Thread connection = new Thread(() -> {
                    try (socket) {
                        answer(socket, mebibytes);
                    } catch (IOException e) {
                        System.out.println("service: " + e.getMessage());
                    }
                });
                connection.setDaemon(true);
                connection.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(Socket socket, int mebibytes) throws IOException {
        byte[] some = "x".repeat(MEBIBYTE).getBytes(StandardCharsets.US_ASCII);
        StringBuilder request = new StringBuilder();
        for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
            request.append((char) b);
            if (b == '\n') {
                String id = request.toString().replaceAll("(?s).*\"id\":(\\d+).*", "$1");
                OutputStream out = socket.getOutputStream();
                firstByteSent = System.nanoTime();
                out.write("{\"jsonrpc\":\"2.0\",\"result\":\"".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < mebibytes; i++) {
                    out.write(some);
                }
                out.write(("\",\"id\":" + id + "}\n").getBytes(StandardCharsets.US_ASCII));
                request.setLength(0);
            }
        }
    }

    private static void call(int port, double rate) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /big HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[64 * 1024];
            long begun = 0;
            long bytes = 0;
            byte[] end = new byte[7];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (begun == 0) {
                    begun = System.nanoTime();
                    System.out.printf(
                            Locale.ROOT,
                            "first byte %.2f ms after the service's%n",
                            (begun - firstByteSent) / 1e6);
                }
                bytes += n;
                for (int i = Math.max(0, n - end.length); i < n; i++) {
                    System.arraycopy(end, 1, end, 0, end.length - 1);
                    end[end.length - 1] = buffer[i];
                }
                long due = begun + (long) (bytes / rate / MEBIBYTE * 1e9);
                while (System.nanoTime() < due) {
                    Thread.sleep(1);
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            boolean whole = new String(end, StandardCharsets.US_ASCII).equals("\r\n0\r\n\r\n");
            System.out.printf(
                    Locale.ROOT,
                    "%d bytes in %.1f s, %.0f MiB/s, %s%n",
                    bytes,
                    seconds,
                    bytes / seconds / MEBIBYTE,
                    whole ? "whole" : "CUT");
        }
    }
}
