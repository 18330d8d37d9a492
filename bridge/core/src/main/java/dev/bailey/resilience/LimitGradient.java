package dev.bailey.resilience;

/**
 * Finds how many calls in flight a service can use, from one {@link LoadWindow} after the other. The limit is at its most until
 * the service is overloaded: for {@value #SUSTAINED} windows on end calls were refused, or a quarter of them timed out. Only
 * then it falls, towards the number at which calls take {@value #TOLERANCE} times as long as without load: a gradient, as in
 * Netflix' concurrency-limits.
 *
 * <p>That latency grows does not say that the service queues: its calls may have become slow by nature. Hence a test of cause:
 * if a queue is what makes calls slow, fewer of them in flight are answered at the same rate. If the rate falls with the limit,
 * there was no queue; then the limit goes back to where it was, and slow calls are excused until a later test says otherwise.
 *
 * <p>Not thread-safe. The figures behind the constants: docs/adr/0006-adaptive-concurrency.md.
 */
final class LimitGradient {
    static final int SUSTAINED = 3;
    static final double TOLERANCE = 2;

    private static final int LEAST = 4;
    private static final double STEEPEST_FALL = 0.7;
    /** When hardly anything is answered there is nothing to lose, and each call that is let in lengthens the queue. */
    private static final double SILENT_FALL = 0.25;

    private static final double STEEPEST_RISE = 2;
    /** The test of cause waits until the limit has fallen by so much: smaller differences drown in noise. */
    private static final double TELLING_FALL = 0.6;
    /** Less than 1 / TOLERANCE would keep the limit low without cause, more would stop it before the next test. */
    private static final double EXCUSED = 0.6;

    private static final double LEARN_FASTER = 0.2;
    private static final double LEARN_SLOWER = 0.02;

    private final int max;
    private final int least;
    private double limit;
    private int overloaded;
    /** Seconds that a call takes without load. */
    private double baseline;
    /** Seconds that a call may take as if there were no load. */
    private double excuse;
    /** The limit and the rate that the next test compares with; 0 before the first step down. */
    private double testedLimit;

    private double testedRate;

    LimitGradient(int max) {
        this.max = max;
        this.least = Math.min(LEAST, max);
        this.limit = max;
    }

    /** The limit until the next window. */
    int after(LoadWindow window) {
        if (window.refused() || window.manyTimedOut()) {
            overloaded++;
        } else {
            calm(window);
        }
        if (overloaded >= SUSTAINED && isCausedByQueue(window)) {
            follow(window);
        }
        return (int) Math.ceil(limit);
    }

    private void calm(LoadWindow window) {
        overloaded = 0;
        testedLimit = 0;
        excuse = 0;
        limit = Math.min(max, limit * STEEPEST_RISE);
        baseline = baseline == 0 ? window.latency() : baseline;
        // quickly down, slowly up: what a call takes without load, not what it takes today
        double difference = window.latency() - baseline;
        baseline += difference * (difference < 0 ? LEARN_FASTER : LEARN_SLOWER);
    }

    private boolean isCausedByQueue(LoadWindow window) {
        if (testedLimit > 0) {
            if (limit > TELLING_FALL * testedLimit || window.manyTimedOut()) {
                return true; // as far as anybody knows yet
            }
            double between = (1 + limit / testedLimit) / 2;
            if (window.rate() < between * testedRate) {
                limit = testedLimit;
                testedLimit = 0;
                excuse = EXCUSED * window.latency();
                return false;
            }
            excuse = 0;
        }
        testedLimit = limit;
        testedRate = window.rate();
        return true;
    }

    private void follow(LoadWindow window) {
        // so few in flight are hardly a queue: what is answered takes what it takes; one from before shows as it goes
        baseline = Math.min(baseline, window.latency());
        excuse = limit == least && !window.isSilent() ? window.latency() : Math.min(excuse, window.latency());
        double gradient = window.isQueue() ? 0 : TOLERANCE * Math.max(baseline, excuse) / window.latency();
        // when calls time out before they fill the limit, what is in flight is where the fall begins
        double from = gradient < 1 && !window.refused() ? Math.min(limit, window.inFlight()) : limit;
        double steepest = window.isSilent() ? SILENT_FALL : STEEPEST_FALL;
        double next = from * Math.max(steepest, Math.min(STEEPEST_RISE, gradient));
        limit = Math.max(least, Math.min(max, next));
    }
}
