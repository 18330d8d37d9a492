package dev.bailey.chaos;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of a run.
 *
 * @param ends how calls ended; of one that ended more than once, the first time
 * @param mixedUp answers that belonged to another call
 * @param unended calls that nobody saw an end of
 * @param endedTwice calls with more than one end
 * @param repeated calls that were executed more often than they may be
 * @param unexecuted calls that ended well though no service executed them
 * @param unwritten notifications that the bridge accepted and no service executed
 * @param outcomes in the words of the bridge
 * @param late milliseconds after the deadline, 99.9 % of the calls that failed at it
 */
public record Report(
        int calls,
        Map<End, Integer> ends,
        int mixedUp,
        int unended,
        int endedTwice,
        int repeated,
        int unexecuted,
        int unwritten,
        Map<String, Long> outcomes,
        long late) {
    static Report of(Ledger ledger) {
        Map<End, Integer> ends = new EnumMap<>(End.class);
        int unended = 0;
        int endedTwice = 0;
        int repeated = 0;
        int unexecuted = 0;
        int unwritten = 0;
        int calls = ledger.begun();
        for (int call = 0; call < calls; call++) {
            for (End end : End.ALL) {
                if (ledger.endedAs(call, end)) {
                    ends.merge(end, 1, Integer::sum);
                }
            }
            int executions = ledger.executions(call);
            Kind kind = ledger.kind(call);
            unended += ledger.ends(call) == 0 ? 1 : 0;
            endedTwice += ledger.ends(call) > 1 ? 1 : 0;
            repeated += executions > (kind == Kind.IDEMPOTENT ? 2 : 1) ? 1 : 0;
            boolean well = ledger.endedAs(call, End.OK) || ledger.endedAs(call, End.SERVICE_ERROR);
            unexecuted += well && kind != Kind.NOTIFICATION && executions == 0 ? 1 : 0;
            unwritten += ledger.endedAs(call, End.ACCEPTED) && executions == 0 ? 1 : 0;
        }
        return new Report(
                calls,
                ends,
                ends.getOrDefault(End.MIXED_UP, 0),
                unended,
                endedTwice,
                repeated,
                unexecuted,
                unwritten,
                ledger.outcomes(),
                ledger.lateness(0.999));
    }

    public int count(End end) {
        return ends.getOrDefault(end, 0);
    }

    /** Calls that were not answered at all, or never ended. */
    public int lost() {
        return count(End.LOST) + unended;
    }

    @Override
    public String toString() {
        return String.format(
                "%,d calls: %d mixed up, %d lost, %d ended twice, %d repeated, %d answered without execution,"
                        + " %d notifications accepted and not executed%n  ends %s%n  outcomes %s%n"
                        + "  99.9 %% of those that met their deadline ended within %d ms after it",
                calls, mixedUp, lost(), endedTwice, repeated, unexecuted, unwritten, ends, outcomes, late);
    }
}
