package dev.bailey.load.peers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Calls at a steady rate, whether or not earlier ones are answered (an open model): a call's time counts from when it was due,
 * so that waiting for a slow peer is not left out. One thread; a call that finds no idle connection waits for one.
 */
final class OpenLoad {
    private static final Buffer REQUEST = Buffer.buffer("GET /ads/7?lang=fr HTTP/1.1\r\nHost: localhost\r\n\r\n");
    private static final int CONNECTIONS = 64;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final double rate;
    private final long[] nanos;
    private final ArrayDeque<Caller> idle = new ArrayDeque<>();
    private final ArrayDeque<Long> due = new ArrayDeque<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private int sent;
    private int answered;
    private long start;

    private OpenLoad(double rate, int seconds) {
        this.rate = rate;
        this.nanos = new long[(int) (rate * seconds)];
    }

    /** The 99th percentile in milliseconds, of calls at that rate for so long. */
    static double p99(Peer peer, double rate, int seconds) throws InterruptedException {
        OpenLoad load = new OpenLoad(rate, seconds);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            NetClient client = vertx.createNetClient();
            vertx.runOnContext(begin -> load.begin(vertx, client, peer.port()));
            if (!load.done.await(3L * seconds + 10, TimeUnit.SECONDS)) {
                throw new IllegalStateException(peer.name() + " answered " + load.answered + " of " + load.nanos.length
                        + " calls at " + (long) rate + " a second");
            }
        } finally {
            vertx.close();
        }
        Arrays.sort(load.nanos);
        return load.nanos[(int) (load.nanos.length * 0.99)] / 1e6;
    }

    private void begin(Vertx vertx, NetClient client, int port) {
        List<Future<NetSocket>> sockets = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            sockets.add(client.connect(port, "127.0.0.1").onSuccess(socket -> idle.add(new Caller(socket))));
        }
        Future.all(sockets).onSuccess(all -> {
            start = System.nanoTime();
            vertx.setPeriodic(1, tick -> sendWhatIsDue());
        });
    }

    private void sendWhatIsDue() {
        long passed = System.nanoTime() - start;
        while (sent < nanos.length && sent / rate * 1e9 <= passed) {
            due.add(start + (long) (sent / rate * 1e9));
            sent++;
        }
        while (!due.isEmpty() && !idle.isEmpty()) {
            idle.remove().send(due.remove());
        }
    }

    private final class Caller {
        private final NetSocket socket;
        private Buffer received = Buffer.buffer();
        private long since;

        Caller(NetSocket socket) {
            this.socket = socket;
            socket.handler(this::received);
        }

        void send(long dueAt) {
            since = dueAt;
            socket.write(REQUEST);
        }

        private void received(Buffer bytes) {
            received.appendBuffer(bytes);
            if (!isWhole()) {
                return;
            }
            received = Buffer.buffer();
            nanos[answered++] = System.nanoTime() - since;
            if (answered == nanos.length) {
                done.countDown();
            }
            idle.add(this);
            if (!due.isEmpty()) {
                idle.remove().send(due.remove());
            }
        }

        /** Answers are all 200, with a length. */
        private boolean isWhole() {
            int line = 0;
            int length = -1;
            for (int i = 0; i + 1 < received.length(); i++) {
                if (received.getByte(i) != '\r' || received.getByte(i + 1) != '\n') {
                    continue;
                }
                if (i == line) {
                    return length >= 0 && received.length() >= i + 2 + length;
                }
                if (isLength(line)) {
                    length = Integer.parseInt(
                            received.getString(line + LENGTH.length, i).strip());
                }
                line = i + 2;
            }
            return false;
        }

        private boolean isLength(int line) {
            for (int k = 0; k < LENGTH.length; k++) {
                if (line + k >= received.length() || Character.toLowerCase(received.getByte(line + k)) != LENGTH[k]) {
                    return false;
                }
            }
            return true;
        }
    }
}
