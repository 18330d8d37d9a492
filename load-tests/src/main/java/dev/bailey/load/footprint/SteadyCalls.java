package dev.bailey.load.footprint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a fixed rate whatever the answers do (an open model): a call's time counts from when it was due, so waiting for a free
 * connection is part of it. One thread a connection.
 */
final class SteadyCalls {
    private static final int TIMEOUT_MILLIS = 15_000;

    private final int port;
    private final int connections;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();

    SteadyCalls(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** What came of it; times in milliseconds. */
    record Result(long calls, long errors, double p50, double p99, double max) {}

    /** Makes the calls {@code GET /ads/N} and waits for their answers. */
    Result run(int perSecond, int seconds) throws InterruptedException {
        int calls = perSecond * seconds;
        AtomicLongArray micros = new AtomicLongArray(calls);
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        Thread[] threads = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            threads[i] = new Thread(() -> work(start, perSecond, micros), "caller-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] sorted = new long[calls];
        for (int i = 0; i < calls; i++) {
            sorted[i] = micros.get(i);
        }
        Arrays.sort(sorted);
        return new Result(calls, errors.get(), at(sorted, 0.5), at(sorted, 0.99), sorted[calls - 1] / 1000.0);
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1000.0;
    }

    private void work(long start, int perSecond, AtomicLongArray micros) {
        Connection connection = new Connection(port);
        long call = next.getAndIncrement();
        while (call < micros.length()) {
            long due = start + call * TimeUnit.SECONDS.toNanos(1) / perSecond;
            long wait = due - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = due - System.nanoTime();
            }
            if (connection.get("/ads/" + call) != 200) {
                errors.incrementAndGet();
            }
            micros.set((int) call, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            call = next.getAndIncrement();
        }
        connection.close();
    }

    /** One kept connection of a caller; opened anew after a failure. */
    static final class Connection {
        private final int port;
        private final byte[] buffer = new byte[1024];
        private Socket socket = new Socket();
        private InputStream in = InputStream.nullInputStream();

        Connection(int port) {
            this.port = port;
        }

        /** The status, or 0 without an answer. */
        int get(String target) {
            try {
                if (!socket.isConnected()) {
                    socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    socket.setTcpNoDelay(true);
                    socket.setSoTimeout(TIMEOUT_MILLIS);
                    in = new BufferedInputStream(socket.getInputStream());
                }
                socket.getOutputStream()
                        .write(("GET " + target + " HTTP/1.1\r\nHost: footprint\r\n\r\n").getBytes(US_ASCII));
                return answer();
            } catch (IOException | NumberFormatException e) {
                close();
                return 0;
            }
        }

        private int answer() throws IOException {
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            int length = 0;
            boolean isChunked = false;
            boolean isKept = true;
            String header = line();
            while (!header.isEmpty()) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
                isChunked |= header.equalsIgnoreCase("transfer-encoding: chunked");
                isKept &= !header.equalsIgnoreCase("connection: close");
                header = line();
            }
            in.skipNBytes(length);
            while (isChunked) {
                int chunk = Integer.parseInt(line(), 16);
                in.skipNBytes(chunk + 2L);
                isChunked = chunk > 0;
            }
            if (!isKept) {
                close();
            }
            return status;
        }

        private String line() throws IOException {
            int length = 0;
            int read = in.read();
            while (read != '\n') {
                if (read < 0 || length == buffer.length) {
                    throw new IOException("the connection ended, or a line does not");
                }
                buffer[length++] = (byte) read;
                read = in.read();
            }
            return new String(buffer, 0, Math.max(0, length - 1), US_ASCII);
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // it is gone either way
            }
            socket = new Socket();
        }
    }
}
