package dev.bailey.sidecar.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A small service as there are many: JSON-RPC 2.0 over TCP on the loopback, a message a line, a thread a connection. Keeps what
 * goes over its wire, to be shown.
 */
public final class LegacyService implements AutoCloseable {
    /** What is kept when nobody looks. */
    private static final int MAX_FRAMES = 64;

    private final ServerSocket server;
    private final Moderation methods = new Moderation();
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>(MAX_FRAMES);

    private LegacyService(ServerSocket server) {
        this.server = server;
    }

    /** Starts on a free port. */
    public static LegacyService start() throws IOException {
        LegacyService service = new LegacyService(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        thread("legacy-service", service::accept);
        return service;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What went over the wire, in order; each is to be taken by whoever shows it. */
    public BlockingQueue<Frame> frames() {
        return frames;
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                thread("legacy-connection", () -> serve(caller));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket caller) {
        try (caller;
                BufferedReader in = new BufferedReader(new InputStreamReader(caller.getInputStream(), UTF_8))) {
            OutputStream out = caller.getOutputStream();
            String request = in.readLine();
            while (request != null) {
                frames.offer(new Frame.Received(request));
                String reply = methods.answer(request);
                if (!reply.isEmpty()) {
                    frames.offer(new Frame.Sent(reply));
                    out.write((reply + "\n").getBytes(UTF_8));
                }
                request = in.readLine();
            }
        } catch (IOException e) {
            // the caller is gone
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
