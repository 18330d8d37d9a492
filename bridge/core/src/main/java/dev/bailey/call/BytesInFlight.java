package dev.bailey.call;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the process holds of what it has received and not yet passed on: bodies and frames of callers, replies of
 * services. Whoever receives reserves as bytes arrive, not as they are announced, and fails with {@link #refusal} when there is
 * no room: so no number of slow peers can fill the heap. Thread-safe.
 *
 * <p>What belongs to one call is reserved through {@link Call#reserve}, which gives it back at the call's end. A connection that
 * does not know yet whose bytes it receives keeps a {@link HeldBytes} here.
 */
public final class BytesInFlight {
    private final AtomicLong current = new AtomicLong();
    private final long max;

    /** Counts, and never refuses. */
    public static BytesInFlight unlimited() {
        return new BytesInFlight(Long.MAX_VALUE / 2);
    }

    /** @param max bytes at once */
    public BytesInFlight(long max) {
        this.max = max;
    }

    /** Takes that many bytes, all or none. Everything that was taken must be {@link #release}d once. */
    public boolean tryReserve(long bytes) {
        if (current.addAndGet(bytes) <= max) {
            return true;
        }
        current.addAndGet(-bytes);
        return false;
    }

    /** Gives bytes back. */
    public void release(long bytes) {
        current.addAndGet(-bytes);
    }

    /** Bytes that are held now. */
    public long current() {
        return current.get();
    }

    public long max() {
        return max;
    }

    /** Why what has come cannot be kept. */
    public static Failure refusal() {
        return FailureKind.OVERLOADED.because("the bridge holds as many bytes as it may; try again later");
    }
}
