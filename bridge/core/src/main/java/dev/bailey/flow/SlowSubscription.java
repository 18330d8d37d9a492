package dev.bailey.flow;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscription whose subscriber can tell that it is alive, although it has not taken enough to ask for more. */
public interface SlowSubscription extends Flow.Subscription {

    /** The subscriber has taken some of what it was given. */
    void taken();

    /** The same, to whichever subscription this is. */
    static void taken(Flow.@Nullable Subscription subscription) {
        if (subscription instanceof SlowSubscription slow) {
            slow.taken();
        }
    }
}
