package dev.bailey.call;

/**
 * What one connection holds of the process's {@link BytesInFlight}: it is told how much the connection has now, and reserves or
 * gives back the difference. In steps of some KiB, so that the small messages of a busy connection touch nothing that threads
 * share. For one thread at a time.
 */
public final class HeldBytes {
    /** A connection that holds less is not counted: all that there may be together hold little. */
    private static final long FREE = 2048;

    private static final long STEP = 4096;

    private final BytesInFlight process;
    private long reserved;

    public HeldBytes(BytesInFlight process) {
        this.process = process;
    }

    /**
     * So many bytes are held now.
     *
     * @return false when the process holds too many already: then what has come must not be kept
     */
    public boolean hold(long bytes) {
        long wanted = bytes <= FREE ? 0 : (bytes + STEP - 1) / STEP * STEP;
        if (wanted > reserved && !process.tryReserve(wanted - reserved)) {
            return false;
        }
        if (wanted < reserved) {
            process.release(reserved - wanted);
        }
        reserved = wanted;
        return true;
    }

    /** Nothing is held any more. */
    public void release() {
        hold(0);
    }
}
