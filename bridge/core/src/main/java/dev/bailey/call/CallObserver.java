package dev.bailey.call;

/** Learns of the end of calls; one instance serves all calls of a route and direction. */
public interface CallObserver {
    /** Nobody watches. */
    CallObserver NONE = new Nobody();

    /** Called once for each call, after its end, on the thread that ended it. Must not block or throw. */
    void ended(Call call);

    /** Both, this one first. */
    default CallObserver and(CallObserver other) {
        return this == NONE ? other : new Both(this, other);
    }

    // Classes with names: of an interface with a constant, Java's cache does not keep what it writes for lambdas.

    /** {@link #NONE}. */
    final class Nobody implements CallObserver {
        private Nobody() {}

        @Override
        public void ended(Call call) {}
    }

    /** {@link #and}. */
    record Both(CallObserver first, CallObserver second) implements CallObserver {
        @Override
        public void ended(Call call) {
            first.ended(call);
            second.ended(call);
        }
    }
}
