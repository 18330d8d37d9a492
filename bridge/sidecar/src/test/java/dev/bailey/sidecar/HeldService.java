package dev.bailey.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A service whose answers wait until the test gives them. */
public final class HeldService implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

    public HeldService() throws IOException {
        start(this::accept);
    }

    /** A request that waits for its answer. */
    public record Held(String request, Socket connection) {
        /** Answers it; its id is the first number in it after {@code "id":}. */
        public void answer(String result) throws IOException {
            String id = request.replaceAll(".*\"id\":(\\d+),\"method.*", "$1");
            String reply = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}\n";
            connection.getOutputStream().write(reply.getBytes(UTF_8));
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next request, once it has come. */
    public Held take() throws InterruptedException {
        return held.take();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                start(() -> read(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void read(Socket connection) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                held.add(new Held(line, connection));
                line = in.readLine();
            }
        } catch (IOException e) {
            // gone
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "held-service");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
