package dev.bailey.vertx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A service on a real loopback socket whose script reads and writes bytes as it likes, for each connection on a thread. */
final class RawService implements AutoCloseable {
    /** What is done with one connection; it is closed afterwards. */
    interface Script {
        void serve(Connection connection) throws IOException;
    }

    /** One connection, with blocking reads and writes that leave at once. */
    static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        /** The next line without its end, or null when there is none. */
        @Nullable
        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int b = in.read();
            if (b < 0) {
                return null;
            }
            while (b >= 0 && b != '\n') {
                line.append((char) b);
                b = in.read();
            }
            return line.toString();
        }

        /** The id of the next request; 0 when there is none. */
        long request() throws IOException {
            var line = line();
            return line == null ? 0 : idOf(line);
        }

        /** The next HTTP request's head and, as far as announced, its body. */
        String http() throws IOException {
            StringBuilder request = new StringBuilder();
            int length = 0;
            for (var line = line(); line != null; line = line()) {
                request.append(line).append('\n');
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(
                            line.substring("Content-Length: ".length()).strip());
                }
                if (line.equals("\r")) {
                    request.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                    return request.toString();
                }
            }
            return "";
        }

        int read() throws IOException {
            return in.read();
        }

        Connection sends(String text) throws IOException {
            return sends(text.getBytes(StandardCharsets.UTF_8));
        }

        Connection sends(byte[] bytes) throws IOException {
            out.write(bytes);
            return this;
        }

        /** Each byte in a write of its own. */
        Connection dribbles(String text) throws IOException {
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                out.write(b);
            }
            return this;
        }

        void resets() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Blocks until the other side has closed. */
        void awaitEnd() {
            try {
                while (in.read() >= 0) {
                    // what else comes is nobody's concern
                }
            } catch (IOException reset) {
                // an end, too
            }
        }
    }

    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    RawService(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        thread("raw service", this::accept);
    }

    static long idOf(String request) {
        int at = request.indexOf("\"id\":") + 5;
        int end = at;
        while (end < request.length() && Character.isDigit(request.charAt(end))) {
            end++;
        }
        return end > at ? Long.parseLong(request.substring(at, end)) : 0;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Connections that it ever took on which something was asked or that are still open. */
    int accepted() {
        return accepted.get();
    }

    int open() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                thread("raw connection", () -> serve(socket));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new Connection(socket));
        } catch (IOException closed) {
            // the other side was quicker
        } catch (RuntimeException | AssertionError e) {
            failure.compareAndSet(null, e);
        } finally {
            open.remove(socket);
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        if (failure.get() != null) {
            throw new AssertionError("the service's script failed", failure.get());
        }
    }
}
