package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * JSON-RPC callers that call at a fixed rate, whatever becomes of their calls: an open load. Waiting counts from when a call was
 * due, so a generator that falls behind does not flatter (no coordinated omission).
 */
public final class OpenCaller {
    /**
     * One call.
     *
     * @param sentLateNanos how long after it was due it was written: the generator's own lateness
     * @param waitedNanos from when it was due
     */
    public record Ended(long dueNanos, long sentLateNanos, long waitedNanos, String outcome) {
        /** From when it was written. */
        public long openNanos() {
            return waitedNanos - sentLateNanos;
        }
    }

    private final int port;
    private final int connections;
    private final String method;
    private final Ledger ledger;

    /** @param connections over which calls are dealt out */
    public OpenCaller(int port, int connections, String method, Ledger ledger) {
        this.port = port;
        this.connections = connections;
        this.method = method;
        this.ledger = ledger;
    }

    /**
     * Calls at that rate for that time, and waits for the last answer.
     *
     * @param patienceMillis after which a call that has not ended counts as lost
     * @return all calls, in no order
     */
    public List<Ended> run(double callsPerSecond, double seconds, long patienceMillis) throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
        for (int i = 0; i < connections; i++) {
            double every = connections / callsPerSecond * 1e9;
            Line line = new Line(start + (long) (every * i / connections), every, (int) (seconds * 1e9 / every));
            lines.add(line);
            threads.add(Backstage.run("open-caller", () -> line.run(patienceMillis)));
        }
        List<Ended> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.get(i).join();
            all.addAll(lines.get(i).ended);
        }
        return all;
    }

    /** The time that this share of the calls with such an outcome waited at most, in milliseconds. */
    public static double percentile(List<Ended> calls, double share) {
        return percentile(calls, Ended::waitedNanos, share);
    }

    /** What this share of the calls stays below, in milliseconds. */
    public static double percentile(List<Ended> calls, ToLongFunction<Ended> what, double share) {
        long[] sorted = calls.stream().mapToLong(what).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * share))] / 1e6;
    }

    /** How often each outcome was. */
    public static Map<String, Long> outcomes(List<Ended> calls) {
        Map<String, Long> counts = new java.util.TreeMap<>();
        calls.forEach(call -> counts.merge(call.outcome(), 1L, Long::sum));
        return counts;
    }

    private record Sent(long dueNanos, long sentNanos) {
        Ended ended(long now, String outcome) {
            return new Ended(dueNanos, sentNanos - dueNanos, now - dueNanos, outcome);
        }
    }

    /** One connection. */
    private final class Line {
        private final long start;
        private final double every;
        private final int calls;
        private final Map<String, Sent> open = new ConcurrentHashMap<>();
        private final List<Ended> ended = new ArrayList<>();

        Line(long start, double every, int calls) {
            this.start = start;
            this.every = every;
            this.calls = calls;
        }

        void run(long patienceMillis) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout((int) patienceMillis);
                Thread writer = Backstage.run("open-caller-writes", () -> write(socket));
                read(socket.getInputStream());
                writer.interrupt();
            } catch (IOException e) {
                // what is left has not ended
            }
            long now = System.nanoTime();
            open.values().forEach(sent -> ended.add(sent.ended(now, "lost")));
        }

        private void write(Socket socket) {
            try {
                OutputStream out = socket.getOutputStream();
                for (int call = 0; call < calls && !Thread.interrupted(); ) {
                    StringBuilder requests = new StringBuilder();
                    for (; call < calls && at(call) <= System.nanoTime(); call++) {
                        request(requests, call);
                    }
                    if (requests.length() > 0) {
                        out.write(requests.toString().getBytes(US_ASCII));
                    }
                    if (call < calls) {
                        LockSupport.parkNanos(at(call) - System.nanoTime());
                    }
                }
            } catch (IOException e) {
                // the reader sees it too
            }
        }

        private long at(int call) {
            return start + (long) (call * every);
        }

        private void request(StringBuilder out, int call) {
            int number = ledger.begin(Kind.IDEMPOTENT);
            open.put(Integer.toString(call), new Sent(at(call), System.nanoTime()));
            out.append("{\"jsonrpc\":\"2.0\",\"id\":")
                    .append(call)
                    .append(",\"method\":\"")
                    .append(method);
            out.append("\",\"params\":{\"nonce\":\"")
                    .append(ledger.nonces().of(Math.max(0, number)))
                    .append("\"}}\n");
        }

        private void read(InputStream raw) throws IOException {
            InputStream in = new BufferedInputStream(raw, 1 << 16);
            Seen seen = new Seen();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (ended.size() < calls) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                byte[] bytes = line.toByteArray();
                line.reset();
                seen.read(bytes, 0, bytes.length);
                Sent sent = open.remove(seen.id);
                if (sent != null) {
                    String outcome = seen.failed ? (seen.outcome.isEmpty() ? "rpc_error" : seen.outcome) : "ok";
                    ended.add(sent.ended(System.nanoTime(), outcome));
                }
            }
        }
    }

    /**
     * How late this machine wakes a thread that is due every millisecond, as long as somebody else runs. Counts from when it was
     * due, like the calls: who stalls for 300 ms is late 300 times.
     */
    public static final class Noise {
        private static final long EVERY = 1_000_000;

        private final long[] late = new long[1 << 17];
        private final Thread thread;
        private int count;
        private volatile boolean over;

        public Noise() {
            thread = Backstage.run("noise", this::measure);
        }

        private void measure() {
            long start = System.nanoTime();
            while (!over && count < late.length) {
                long due = start + (count + 1) * EVERY;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                late[count++] = System.nanoTime() - due;
            }
        }

        /** Ends it; the lateness in milliseconds that this share of the wake-ups stayed below. */
        public double percentile(double share) throws InterruptedException {
            over = true;
            thread.join();
            long[] sorted = Arrays.copyOf(late, count);
            Arrays.sort(sorted);
            return count == 0 ? 0 : sorted[(int) (count * share)] / 1e6;
        }
    }
}
