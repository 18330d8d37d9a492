package dev.bailey.load.verdict;

import static java.util.Locale.ROOT;

/**
 * What the machine did besides the run while a block ran. It is measured without a look at any call, so it cannot prefer a path.
 *
 * @param stalledMillis the longest that a thread with nothing to do was woken too late
 * @param otherCores CPU time of all that does not belong to the run ÷ the block's length: 0.5 is half a core; 0 if that is not known
 */
public record Noise(double stalledMillis, double otherCores) {
    public static final Noise NONE = new Noise(0, 0);

    /** One hundredth of a block of two seconds: it moves that block's p99. Under load alone a thread waits for 5 to 15 ms. */
    static final double STALL_MILLIS = 20;

    /** A machine at rest needs a few hundredths of a core for itself, one with watchers and loops a tenth or two. */
    static final double OTHER_CORES = 0.3;

    boolean disturbs() {
        return stalledMillis >= STALL_MILLIS || otherCores >= OTHER_CORES;
    }

    Noise worse(Noise other) {
        return new Noise(Math.max(stalledMillis, other.stalledMillis), Math.max(otherCores, other.otherCores));
    }

    /** For people: what of it was too much. */
    String words() {
        String stalled = String.format(ROOT, "it stood still for %.0f ms", stalledMillis);
        String others = String.format(ROOT, "others used %.1f cores", otherCores);
        if (stalledMillis < STALL_MILLIS) {
            return others;
        }
        return otherCores < OTHER_CORES ? stalled : stalled + ", " + others;
    }
}
