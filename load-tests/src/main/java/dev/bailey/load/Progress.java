package dev.bailey.load;

import java.io.PrintStream;
import java.util.Locale;

/** Says, on standard error, what is being done and since when. */
final class Progress {
    private final PrintStream err;
    private final long startNanos = System.nanoTime();

    Progress(PrintStream err) {
        this.err = err;
    }

    long startNanos() {
        return startNanos;
    }

    void say(String what) {
        long seconds = (System.nanoTime() - startNanos) / 1_000_000_000;
        err.println(String.format(Locale.ROOT, "[%3d s] %s", seconds, what));
    }
}
