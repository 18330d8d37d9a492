package dev.bailey.resilience;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * An open load on a service in virtual time: calls arrive by chance, whether or not earlier ones are done; the service works on
 * so many at once and queues the rest; a call that times out goes on to keep the service busy, as over JSON-RPC. Deterministic.
 */
final class ServiceSimulation {
    /** Who lets calls in. */
    interface Gate {
        boolean tryEnter();

        void ended(Evidence evidence, long enteredAt, long now);

        int limit();
    }

    /**
     * A stretch of time.
     *
     * @param seconds from the start
     */
    record Stretch(
            double seconds, int offered, int answered, int refused, int timedOut, double p50, double p99, int limit) {
        double goodput() {
            return answered / seconds;
        }

        double shedRate() {
            return (double) refused / Math.max(1, offered);
        }
    }

    private static final double NANOS = 1e9;
    /** Calls that fit on the service's connections, with those that nobody waits for any more: 8 times 64. */
    private static final int PLACES = 512;

    private final SplittableRandom random = new SplittableRandom(42);
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Queue<Call> queue = new ArrayDeque<>();
    private final Gate gate;
    private final int workers;
    private final double timeout;
    private DoubleUnaryOperator load = at -> 0;
    private ToDoubleFunction<SplittableRandom> work = any -> 0;
    private double now;
    private long order;
    private int busy;
    private int open;
    private boolean forgetful;
    private Tally tally = new Tally();

    ServiceSimulation(Gate gate, int workers, double timeoutSeconds) {
        this.gate = gate;
        this.workers = workers;
        this.timeout = timeoutSeconds;
        after(0, this::arrive);
    }

    /** Calls a second from now on, by the time since the start in seconds. */
    ServiceSimulation load(DoubleUnaryOperator callsPerSecond) {
        load = callsPerSecond;
        return this;
    }

    /** Seconds of work for each call from now on. */
    ServiceSimulation work(ToDoubleFunction<SplittableRandom> seconds) {
        work = seconds;
        return this;
    }

    /** Work that varies as with an exponential distribution. */
    ServiceSimulation work(double meanSeconds) {
        return work(any -> exponential(any, meanSeconds));
    }

    /** From now on calls that time out leave their places: the bridge closes the connections, and the service works on. */
    ServiceSimulation forgetsPlaces() {
        forgetful = true;
        return this;
    }

    static double exponential(SplittableRandom any, double mean) {
        return -mean * Math.log(1 - any.nextDouble());
    }

    Stretch run(double seconds) {
        tally = new Tally();
        double end = now + seconds;
        while (!events.isEmpty() && events.element().at <= end) {
            Event event = events.remove();
            now = event.at;
            event.task.run();
        }
        now = end;
        return tally.over(seconds, gate.limit());
    }

    private void arrive() {
        double rate = load.applyAsDouble(now);
        if (rate <= 0) {
            after(0.001, this::arrive);
            return;
        }
        after(exponential(random, 1 / rate), this::arrive);
        Tally current = tally;
        current.offered++;
        if (!gate.tryEnter()) {
            current.refused++;
            return;
        }
        Call call = new Call(now);
        if (open == PLACES) {
            current.refused++;
            end(call, Evidence.NONE);
            return;
        }
        open++;
        after(timeout, () -> end(call, Evidence.TIMED_OUT));
        queue.add(call);
        serve();
    }

    private void serve() {
        while (busy < workers && !queue.isEmpty()) {
            Call call = queue.remove();
            busy++;
            after(work.applyAsDouble(random), () -> {
                busy--;
                open -= call.placeFree ? 0 : 1;
                end(call, Evidence.ANSWERED);
                serve();
            });
        }
    }

    private void end(Call call, Evidence evidence) {
        if (call.done) {
            return;
        }
        call.done = true;
        if (evidence == Evidence.TIMED_OUT && forgetful) {
            call.placeFree = true;
            open--;
        }
        gate.ended(evidence, (long) (call.enteredAt * NANOS), (long) (now * NANOS));
        tally.ended(evidence, now - call.enteredAt);
    }

    private void after(double seconds, Runnable task) {
        events.add(new Event(now + seconds, order++, task));
    }

    private static final class Call {
        private final double enteredAt;
        private boolean done;
        private boolean placeFree;

        Call(double enteredAt) {
            this.enteredAt = enteredAt;
        }
    }

    private record Event(double at, long order, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Double.compare(at, other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private static final class Tally {
        private int offered;
        private int refused;
        private int timedOut;
        private int answered;
        private double[] latencies = new double[1024];

        void ended(Evidence evidence, double latency) {
            if (evidence == Evidence.TIMED_OUT) {
                timedOut++;
            }
            if (evidence != Evidence.ANSWERED) {
                return;
            }
            if (answered == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * answered);
            }
            latencies[answered++] = latency;
        }

        Stretch over(double seconds, int limit) {
            Arrays.sort(latencies, 0, answered);
            return new Stretch(seconds, offered, answered, refused, timedOut, percentile(0.5), percentile(0.99), limit);
        }

        private double percentile(double share) {
            return answered == 0 ? 0 : latencies[(int) (share * (answered - 1))];
        }
    }
}
