package dev.bailey.call;

/** Learns of the end of calls; one instance serves all calls of a route and direction. */
public interface CallObserver {
    /** Nobody watches. */
    CallObserver NONE = call -> {};

    /** Called once for each call, after its end, on the thread that ended it. Must not block or throw. */
    void ended(Call call);

    /** Both, this one first. */
    default CallObserver and(CallObserver other) {
        return this == NONE
                ? other
                : call -> {
                    ended(call);
                    other.ended(call);
                };
    }
}
