package dev.bailey.log;

import dev.bailey.call.Call;
import dev.bailey.call.CallObserver;
import dev.bailey.call.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Logs the calls of one route and direction: at most {@value #PER_SECOND} lines a second for each outcome. Thread-safe. */
public final class CallLog implements CallObserver {
    private static final int PER_SECOND = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_MILLI = 1e6;

    private final String route;
    private final String direction;
    private final boolean failuresOnly;
    private final Consumer<CallLine> lines;
    private final Map<Outcome, Window> windows = new EnumMap<>(Outcome.class);

    /** @param lines takes each line; called on the threads that end calls, so it must not block */
    public CallLog(String route, String direction, boolean failuresOnly, Consumer<CallLine> lines) {
        this.route = route;
        this.direction = direction;
        this.failuresOnly = failuresOnly;
        this.lines = lines;
    }

    @Override
    public void ended(Call call) {
        if (failuresOnly && call.outcome().isSuccess()) {
            return;
        }
        long suppressed = admit(call.outcome(), call.loop().nanoTime());
        if (suppressed >= 0) {
            lines.accept(new CallLine(
                    route,
                    direction,
                    call.outcome().label(),
                    call.elapsedNanos() / NANOS_PER_MILLI,
                    call.reached().label(),
                    call.attempts(),
                    suppressed,
                    call.detail()));
        }
    }

    /** How many lines were left out before this one; -1 if it is to be left out too. */
    private synchronized long admit(Outcome outcome, long now) {
        return windows.computeIfAbsent(outcome, first -> new Window(now)).admit(now);
    }

    private static final class Window {
        private long start;
        private int lines;
        private long suppressed;

        Window(long start) {
            this.start = start;
        }

        long admit(long now) {
            if (now - start >= SECOND) {
                start = now;
                lines = 0;
            }
            if (lines >= PER_SECOND) {
                suppressed++;
                return -1;
            }
            lines++;
            long left = suppressed;
            suppressed = 0;
            return left;
        }
    }
}
