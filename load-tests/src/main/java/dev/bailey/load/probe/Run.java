package dev.bailey.load.probe;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One block of the probe, all of it on one loop. */
final class Run {
    private static final String TIMEOUT = "timeout";
    /** The block is over. */
    private static final String CUT = "unanswered when the block ended";

    private static final long SWEEP_MILLIS = 50;
    private static final int MOST_WAITING = 100_000;
    private static final int WARM_CONNECTIONS = 4;

    private final EventLoop loop;
    private final Connections connections;
    private final List<ByteBuf> requests;
    private final Expectation expected;
    private final long[] arrivals;
    private final Recording recording;
    private final long timeoutNanos;
    private final long cutNanos;
    private final CompletableFuture<Recording> done = new CompletableFuture<>();
    private final Deque<Due> waiting = new ArrayDeque<>();
    private long startNanos;
    private int next;
    private int underway;

    Run(
            EventLoop loop,
            Connections connections,
            List<ByteBuf> requests,
            Expectation expected,
            long[] arrivals,
            Recording recording,
            long timeoutNanos,
            long cutNanos) {
        this.loop = loop;
        this.connections = connections;
        this.requests = requests;
        this.expected = expected;
        this.arrivals = arrivals;
        this.recording = recording;
        this.timeoutNanos = timeoutNanos;
        this.cutNanos = cutNanos;
    }

    /** Starts now; completes when every call has an answer or none to wait for. */
    CompletableFuture<Recording> start() {
        loop.execute(() -> {
            startNanos = System.nanoTime();
            for (int i = 0; i < WARM_CONNECTIONS && connections.mayOpen(); i++) {
                connections.open(this);
            }
            guarded(this::sendDue);
            loop.schedule(() -> guarded(this::sweep), SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        });
        return done;
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private long now() {
        return System.nanoTime() - startNanos;
    }

    private void sendDue() {
        while (next < arrivals.length && arrivals[next] <= now()) {
            underway++;
            offer(new Due(arrivals[next], requests.get(next % requests.size())));
            next++;
        }
        if (next < arrivals.length) {
            long wait = Math.max(0, arrivals[next] - now());
            loop.schedule(() -> guarded(this::sendDue), wait, TimeUnit.NANOSECONDS);
        } else {
            endIfAllIsDone();
        }
    }

    private void offer(Due due) {
        var idle = connections.idle(now());
        if (idle.isPresent()) {
            send(idle.get(), due);
        } else if (waiting.size() >= MOST_WAITING) {
            recording.sent(due.dueNanos(), now());
            failed(due, "not sent");
        } else {
            waiting.add(due);
            openForWaiting();
        }
    }

    private void openForWaiting() {
        if (connections.opening() < waiting.size() && connections.mayOpen()) {
            connections.open(this);
        }
    }

    private void send(Connection connection, Due due) {
        recording.sent(due.dueNanos(), now());
        connection.send(due);
    }

    private void free(Connection connection) {
        Due due = waiting.poll();
        if (due == null) {
            connection.idleFrom(now());
            connections.release(connection);
        } else {
            send(connection, due);
        }
    }

    // ---- what connections tell

    void opened(Connection connection) {
        free(connection);
    }

    void openFailed() {
        Due due = waiting.poll();
        if (due != null) {
            recording.sent(due.dueNanos(), now());
            failed(due, "no connection");
        }
    }

    void answered(Connection connection, Due due, int status, boolean reusable) {
        long now = now();
        if (expected.accepts(status)) {
            recording.answered(due.dueNanos(), now);
        } else {
            recording.failed(due.dueNanos(), now, "status " + status, false);
        }
        ended();
        if (reusable) {
            free(connection);
        } else {
            openForWaiting();
        }
    }

    void failed(Due due, String why) {
        recording.failed(due.dueNanos(), now(), why, why.equals(TIMEOUT) || why.equals(CUT));
        ended();
        openForWaiting();
    }

    void closed(Connection connection) {
        connections.closed(connection);
    }

    // ---- time

    private void sweep() {
        if (done.isDone()) {
            return;
        }
        if (now() > cutNanos) {
            giveUp(CUT, 0);
        } else {
            giveUp(TIMEOUT, timeoutNanos);
        }
        openForWaiting();
        loop.schedule(() -> guarded(this::sweep), SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whatever has waited longer than that. */
    private void giveUp(String why, long nanos) {
        long now = now();
        while (!waiting.isEmpty() && now - waiting.element().dueNanos() > nanos) {
            Due due = waiting.remove();
            recording.sent(due.dueNanos(), now);
            recording.failed(due.dueNanos(), now, why, true);
            ended();
        }
        for (Connection connection : connections.all()) {
            Due due = connection.call();
            if (due != null && now - due.dueNanos() > nanos) {
                connection.fail(why);
            }
        }
    }

    private void ended() {
        underway--;
        endIfAllIsDone();
    }

    private void endIfAllIsDone() {
        if (next == arrivals.length && underway == 0 && done.complete(recording)) {
            connections.all().forEach(Connection::close);
        }
    }
}
