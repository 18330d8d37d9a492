package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An HTTP/1.1 service: {@code GET /…/WORD} and {@code POST} with the word in the body; answers, or breaks the protocol. */
public final class EvilHttpService implements AutoCloseable {
    private static final String LARGE = "x".repeat(1 << 20);

    private final Ledger ledger;
    private final Lot<HttpMischief> lot;
    private final long deadlineMillis;
    private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<HttpMischief, AtomicLong> done = new ConcurrentHashMap<>();

    /** @param deadlineMillis of the routes, for answers that come too late */
    public EvilHttpService(Ledger ledger, Lot<HttpMischief> lot, long deadlineMillis) throws IOException {
        this.ledger = ledger;
        this.lot = lot;
        this.deadlineMillis = deadlineMillis;
        Backstage.run("evil-http", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How often each was done. */
    public Map<HttpMischief, AtomicLong> done() {
        return done;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                Lot<HttpMischief> own;
                synchronized (lot) {
                    own = lot.copy();
                }
                Backstage.run("evil-http-connection", new Connection(socket, own)::serve);
            }
        } catch (IOException e) {
            // closed
        }
    }

    @Override
    public void close() {
        Backstage.close(server);
        sockets.forEach(Backstage::close);
    }

    private final class Connection {
        private final Socket socket;
        private final Lot<HttpMischief> luck;
        private final Seen seen = new Seen();
        private String other = "0";
        private boolean open = true;

        Connection(Socket socket, Lot<HttpMischief> luck) {
            this.socket = socket;
            this.luck = luck;
        }

        void serve() {
            try (socket) {
                HttpMessages in = new HttpMessages(socket.getInputStream());
                while (open && in.read()) {
                    String nonce = word(in);
                    int call = ledger.executed(nonce);
                    HttpMischief what = luck.draw();
                    done.computeIfAbsent(what, each -> new AtomicLong()).incrementAndGet();
                    answer(what, nonce, call);
                    if (call >= 0) {
                        other = nonce;
                    }
                }
            } catch (IOException e) {
                // gone
            } finally {
                sockets.remove(socket);
            }
        }

        private String word(HttpMessages request) {
            if (request.bodyLength() > 0) {
                return seen.read(request.array(), request.bodyStart(), request.bodyLength()) ? seen.nonce : "";
            }
            String target = request.firstLine().split(" ", 3)[1];
            return target.substring(target.lastIndexOf('/') + 1);
        }

        private void answer(HttpMischief what, String nonce, int call) throws IOException {
            String body = Answers.object(nonce, Math.max(0, call));
            switch (what) {
                case ANSWERS -> write(whole("200 OK", body));
                case REFUSES -> write(whole("404 Not Found", "{\"nonce\":\"" + nonce + "\"}"));
                case IS_AWAY -> write("HTTP/1.1 503 Away\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\naway");
                case ANSWERS_IN_CHUNKS -> chunks(body);
                case ANSWERS_AND_CLOSES -> {
                    write("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body);
                    end(false);
                }
                case DAWDLES -> {
                    pause(luck.number(1, 20));
                    write(whole("200 OK", body));
                }
                case IS_LATE -> {
                    pause(deadlineMillis + luck.number(-5, 100));
                    write(whole("200 OK", body));
                }
                case NEVER_ANSWERS -> {}
                case PROCESSES_FIRST -> {
                    write("HTTP/1.1 102 Processing\r\n\r\n");
                    pause(luck.number(0, 3));
                    write(whole("200 OK", body));
                }
                case ANSWERS_TWICE -> write(whole("200 OK", body) + stranger());
                case PROMISES_TOO_MUCH -> write(head("200 OK", body.length() + 50) + body);
                case SENDS_TOO_MUCH -> write(head("200 OK", body.length()) + body + "}}}");
                case TWO_LENGTHS -> write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n" + body);
                case LENGTH_AND_CHUNKS ->
                    write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
                case BROKEN_CHUNK ->
                    write(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n"
                                    + body);
                case NOT_HTTP -> write("{\"nonce\":\"" + other + "\"}\n");
                case ANSWERS_TOO_MUCH -> write(whole("200 OK", "\"" + LARGE + "\""));
                case BREAKS_OFF -> {
                    String whole = whole("200 OK", body);
                    write(whole.substring(0, luck.number(1, whole.length())));
                    end(false);
                }
                case HANGS_UP -> end(false);
                case RESETS -> end(true);
            }
        }

        private String stranger() {
            return whole(
                    "200 OK", Answers.object(other, Math.max(0, ledger.nonces().callOf(other))));
        }

        private void chunks(String body) throws IOException {
            write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            int step = Math.max(1, body.length() / 3);
            for (int at = 0; at < body.length(); at += step) {
                String chunk = body.substring(at, Math.min(body.length(), at + step));
                write(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
            }
            write("0\r\n\r\n");
        }

        private String head(String status, int length) {
            return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + length
                    + "\r\n\r\n";
        }

        private String whole(String status, String body) {
            return head(status, body.length()) + body;
        }

        private void pause(long millis) throws IOException {
            OutputStream flushed = socket.getOutputStream();
            flushed.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        private void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        }

        private void end(boolean reset) throws IOException {
            open = false;
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        }
    }
}
