package dev.bailey.resilience;

import dev.bailey.call.Call;
import dev.bailey.call.Reply;
import org.jspecify.annotations.Nullable;

/** What the end of an attempt tells of the service. */
enum Evidence {
    /** It answered, well or badly. */
    ANSWERED,
    /** It could not be connected to, or the connection was lost. */
    UNREACHABLE,
    /** It had the route's whole timeout and did not answer. */
    TIMED_OUT,
    /**
     * Nothing: the bridge refused the call itself, the caller went away or gave the service less time than the route does.
     * Callers with tiny timeouts must not be able to bring a service into disrepute.
     */
    NONE;

    /** @param reply null when a fault of our own took its place */
    static Evidence of(Call call, @Nullable Reply reply) {
        if (reply == null) {
            return NONE;
        }
        if (!(reply instanceof Reply.Failed failed)) {
            return ANSWERED;
        }
        return switch (failed.failure().kind()) {
            case UNAVAILABLE -> UNREACHABLE;
            case TIMEOUT -> call.hasWholeTimeout() ? TIMED_OUT : NONE;
            case BAD_REPLY, REPLY_TOO_LARGE -> ANSWERED;
            default -> NONE;
        };
    }
}
