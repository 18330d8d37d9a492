package dev.bailey.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The legacy application: JSON-RPC 2.0, a line a message. {@code ads.get} answers, {@code ads.refuse} answers an error, {@code
 * ads.hold} answers once the test says so, and {@code ads.drop} closes the connection.
 */
final class LegacyService implements AutoCloseable {
    private final ServerSocket server;
    private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

    private LegacyService(int port) throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        start(this::accept);
    }

    static LegacyService start(int port) throws IOException {
        return new LegacyService(port);
    }

    /** A call that waits for its answer. */
    record Held(Socket connection, JsonObject call) {
        void answer() throws IOException {
            send(connection, call, "\"result\":{\"held\":true}");
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next call that is held, once it has come. */
    Held take() throws InterruptedException {
        return held.take();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection;
                BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                JsonObject call = JsonParser.parseString(line).getAsJsonObject();
                switch (call.get("method").getAsString()) {
                    case "ads.get" -> send(connection, call, "\"result\":{\"id\":1}");
                    case "ads.refuse" -> send(connection, call, "\"error\":{\"code\":-32001,\"message\":\"no\"}");
                    case "ads.hold" -> held.add(new Held(connection, call));
                    default -> connection.close();
                }
                line = in.readLine();
            }
        } catch (IOException e) {
            // gone
        }
    }

    private static void send(Socket connection, JsonObject call, String member) throws IOException {
        String reply = "{\"jsonrpc\":\"2.0\",\"id\":" + call.get("id") + "," + member + "}\n";
        connection.getOutputStream().write(reply.getBytes(UTF_8));
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "legacy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
