package dev.bailey.resilience;

/**
 * What was seen of a service's calls for a while.
 *
 * @param seconds how long
 * @param answered the calls that the service answered
 * @param timedOut the calls that it let time out
 * @param refused whether the limit kept any call away
 */
record LoadWindow(double seconds, Calls answered, Calls timedOut, boolean refused) {
    private static final double HARDLY_ANY = 0.02;
    private static final double MANY = 0.25;

    /** So many calls, and how long they took on average. */
    record Calls(int count, double meanSeconds) {
        private double sum() {
            return count * meanSeconds;
        }
    }

    /** Answers a second. */
    double rate() {
        return answered.count / seconds;
    }

    /** Calls in flight on average, by Little's law. */
    double inFlight() {
        return (answered.sum() + timedOut.sum()) / seconds;
    }

    /**
     * How long an answer takes. Where some calls time out and the others are as fast as ever there is no queue, so timeouts count
     * only when there is hardly an answer.
     */
    double latency() {
        int ended = answered.count + timedOut.count;
        return isSilent() ? (answered.sum() + timedOut.sum()) / ended : answered.meanSeconds;
    }

    /** Whether there is hardly an answer. */
    boolean isSilent() {
        return answered.count <= HARDLY_ANY * (answered.count + timedOut.count);
    }

    /** Whether more than a quarter of the calls timed out. */
    boolean manyTimedOut() {
        return timedOut.count > MANY * (answered.count + timedOut.count);
    }

    /**
     * Whether a queue is what makes them time out: then nothing is answered, or only just in time. Where some calls are slow by
     * nature, those that are answered are not the slowest.
     */
    boolean isQueue() {
        return manyTimedOut() && (isSilent() || answered.meanSeconds > timedOut.meanSeconds / 2);
    }
}
