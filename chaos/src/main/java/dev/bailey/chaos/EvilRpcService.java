package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A JSON-RPC 2.0 service, one message a line, that answers each request with its word, or does whatever is drawn from its lot.
 * Tells the ledger what it executes. A thread for each connection.
 */
public final class EvilRpcService implements AutoCloseable {
    private static final String LARGE = "x".repeat(1 << 20);

    private final Ledger ledger;
    private final Lot<RpcMischief> lot;
    private final long deadlineMillis;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "late-replies");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<RpcMischief, AtomicLong> done = new ConcurrentHashMap<>();
    private final AtomicLong connections = new AtomicLong();
    private final LongAdder worked = new LongAdder();
    private final LongAdder works = new LongAdder();
    private volatile Executor workers = Runnable::run;
    private volatile boolean busy;

    /**
     * @param deadlineMillis of the routes, for replies that come too late
     * @param port 0 for any that is free
     */
    public EvilRpcService(Ledger ledger, Lot<RpcMischief> lot, long deadlineMillis, int port) throws IOException {
        this.ledger = ledger;
        this.lot = lot;
        this.deadlineMillis = deadlineMillis;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        Backstage.run("evil-rpc", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Connections that were ever opened. */
    public long connections() {
        return connections.get();
    }

    /** How often each was done. */
    public Map<RpcMischief, AtomicLong> done() {
        return done;
    }

    /**
     * From now on so many workers, shared by all connections, take that long over each good answer; requests wait for a free one
     * as long as it takes. So its capacity is known, and calls that it gets beyond that only wait.
     */
    public void worksFor(long nanosPerCall, int howMany) {
        ExecutorService pool = Executors.newFixedThreadPool(howMany, work -> {
            Thread thread = new Thread(work, "worker");
            thread.setDaemon(true);
            return thread;
        });
        busy = true;
        workers = work -> pool.execute(() -> {
            long begun = System.nanoTime();
            LockSupport.parkNanos(nanosPerCall);
            work.run();
            worked.add(System.nanoTime() - begun);
            works.increment();
        });
    }

    /** Seconds that a good answer took its worker since this was asked last: what the machine makes of {@link #worksFor}. */
    public double secondsPerAnswer() {
        return worked.sumThenReset() / 1e9 / Math.max(1, works.sumThenReset());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                connections.incrementAndGet();
                Lot<RpcMischief> own;
                synchronized (lot) {
                    own = lot.copy();
                }
                Backstage.run("evil-rpc-connection", new Connection(socket, own)::serve);
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Refuses new connections and breaks those that stand. */
    @Override
    public void close() {
        Backstage.close(server);
        later.shutdownNow();
        sockets.forEach(Backstage::close);
    }

    private final class Connection {
        private final Socket socket;
        private final Lot<RpcMischief> luck;
        private final Seen seen = new Seen();
        private final StringBuilder out = new StringBuilder();
        private String other = "0";
        private boolean open = true;

        Connection(Socket socket, Lot<RpcMischief> luck) {
            this.socket = socket;
            this.luck = luck;
        }

        void serve() {
            try (socket) {
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[1 << 16];
                int from = 0;
                int to = 0;
                while (open) {
                    if (to == buffer.length) {
                        buffer = Arrays.copyOfRange(buffer, from, from + Math.max(buffer.length, 2 * (to - from)));
                        to -= from;
                        from = 0;
                    }
                    int read = in.read(buffer, to, buffer.length - to);
                    if (read < 0) {
                        return;
                    }
                    int scan = to;
                    to += read;
                    for (; scan < to && open; scan++) {
                        if (buffer[scan] == '\n') {
                            request(buffer, from, scan - from);
                            from = scan + 1;
                        }
                    }
                    flush();
                }
            } catch (IOException e) {
                // gone
            } finally {
                sockets.remove(socket);
            }
        }

        private void request(byte[] line, int from, int length) throws IOException {
            if (!seen.read(line, from, length) || seen.method.isEmpty()) {
                // an answer to a request of ours, or what the network has made of a request
                if (seen.method.isEmpty() && !seen.failed) {
                    out.append(
                            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"parse error\"},\"id\":null}\n");
                }
                return;
            }
            int call = ledger.executed(seen.nonce);
            if (seen.id.isEmpty()) {
                return;
            }
            RpcMischief what = luck.draw();
            done.computeIfAbsent(what, each -> new AtomicLong()).incrementAndGet();
            reply(what, seen.id, seen.nonce, call);
            if (call >= 0) {
                other = seen.nonce;
            }
        }

        private void reply(RpcMischief what, String id, String nonce, int call) throws IOException {
            switch (what) {
                case ANSWERS -> answer(id, nonce, call);
                case REFUSES -> error(id, nonce);
                case ANSWERS_ODDLY ->
                    out.append(" { \"result\" :\t")
                            .append(Answers.object(nonce, call))
                            .append(" ,\"id\": ")
                            .append(id)
                            .append(",\"jsonrpc\":\"2.0\"} \n");
                case DAWDLES -> later(luck.number(1, 50), id, nonce, call);
                case IS_LATE -> later(deadlineMillis + luck.number(-5, (int) deadlineMillis), id, nonce, call);
                case NEVER_ANSWERS -> {}
                case ANSWERS_TWICE -> {
                    good(id, nonce, call);
                    good(id, other, Math.max(0, ledger.nonces().callOf(other)));
                }
                case ANSWERS_NOBODY -> good("9" + id + "000000", other, 1);
                case CHANGES_THE_ID -> good('"' + id + '"', nonce, call);
                case DOES_NOT_KNOW_WHOM ->
                    out.append(
                            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32600,\"message\":\"whose?\"},\"id\":null}\n");
                case RESULT_AND_ERROR ->
                    out.append("{\"jsonrpc\":\"2.0\",\"result\":1,\"error\":{\"code\":1},\"id\":")
                            .append(id)
                            .append("}\n");
                case NOT_JSON ->
                    out.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id).append(",\"result\":tru}\n");
                case ANSWERS_TOO_MUCH ->
                    out.append("{\"jsonrpc\":\"2.0\",\"id\":")
                            .append(id)
                            .append(",\"result\":\"")
                            .append(LARGE)
                            .append("\"}\n");
                case ASKS_BACK -> {
                    out.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id).append(",\"method\":\"who.are.you\"}\n");
                    good(id, nonce, call);
                }
                case NOTIFIES -> {
                    out.append("{\"jsonrpc\":\"2.0\",\"method\":\"news\",\"params\":[")
                            .append(id)
                            .append("]}\n");
                    good(id, nonce, call);
                }
                case BREAKS_OFF -> {
                    int begun = out.length();
                    good(id, nonce, call);
                    out.setLength(begun + luck.number(1, out.length() - begun));
                    end(false);
                }
                case HANGS_UP -> end(false);
                case RESETS -> end(true);
            }
        }

        private void answer(String id, String nonce, int call) {
            if (busy) {
                String reply = whole(id, nonce, call);
                workers.execute(() -> write(reply));
            } else {
                good(id, nonce, call);
            }
        }

        private String whole(String id, String nonce, int call) {
            return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + Answers.object(nonce, Math.max(0, call))
                    + "}\n";
        }

        private void good(String id, String nonce, int call) {
            out.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id).append(",\"result\":{");
            Answers.members(out, nonce, Math.max(0, call));
            out.append("}}\n");
        }

        private void error(String id, String nonce) {
            out.append("{\"jsonrpc\":\"2.0\",\"id\":")
                    .append(id)
                    .append(",\"error\":{\"code\":-32001,\"message\":\"no\",\"data\":{\"nonce\":\"")
                    .append(nonce)
                    .append("\"}}}\n");
        }

        private void end(boolean reset) throws IOException {
            flush();
            open = false;
            if (reset) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        }

        private void later(long millis, String id, String nonce, int call) {
            String reply = whole(id, nonce, call);
            try {
                later.schedule(() -> write(reply), millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // closed
            }
        }

        private void flush() throws IOException {
            if (out.length() > 0) {
                String text = out.toString();
                out.setLength(0);
                write(text);
            }
        }

        private void write(String text) {
            try {
                OutputStream to = socket.getOutputStream();
                synchronized (this) {
                    to.write(text.getBytes(US_ASCII));
                }
            } catch (IOException e) {
                // gone
            }
        }
    }
}
