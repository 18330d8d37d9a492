package dev.bailey.chaos;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Every call of a run with what callers and services saw of it: who took up its number, how often it was executed and how it
 * ended. Thread-safe; four bytes a call.
 */
public final class Ledger {
    private static final int KIND_SHIFT = 24;
    private static final int END_SHIFT = 16;
    private static final int ENDS_SHIFT = 8;
    private static final int MOST_REMARKS = 20;
    private static final int REMARK = 400;
    private static final int BYTE = 0xff;
    private static final int LATENESS_CEILING = 10_000;

    private final Nonces nonces;
    private final AtomicIntegerArray calls;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final AtomicLongArray lateness = new AtomicLongArray(LATENESS_CEILING + 1);
    private final Collection<String> remarks = new ConcurrentLinkedQueue<>();
    private final AtomicLong strangers = new AtomicLong();

    /** @param calls at most */
    public Ledger(long seed, int calls) {
        this.nonces = new Nonces(seed, calls);
        this.calls = new AtomicIntegerArray(calls);
    }

    public Nonces nonces() {
        return nonces;
    }

    /** Never 0, which says that nothing is known yet. */
    @SuppressWarnings("EnumOrdinal") // of one run, in one process
    private static int code(Enum<?> word) {
        return word.ordinal() + 1;
    }

    // ---- callers

    /** The number of a new call, or -1 when there are enough. */
    public int begin(Kind kind) {
        int call = next.get() < calls.length() ? next.getAndIncrement() : calls.length();
        if (call >= calls.length()) {
            return -1;
        }
        calls.addAndGet(call, code(kind) << KIND_SHIFT);
        return call;
    }

    /**
     * A call ended.
     *
     * @param outcome in the words of the bridge, for the report
     */
    public void ended(int call, End end, String outcome) {
        calls.accumulateAndGet(call, code(end), (state, code) -> {
            int ends = Math.min(((state >>> ENDS_SHIFT) & BYTE) + 1, BYTE);
            int first = ((state >>> END_SHIFT) & BYTE) == 0 ? code : (state >>> END_SHIFT) & BYTE;
            return (state & ((BYTE << KIND_SHIFT) | BYTE)) | (first << END_SHIFT) | (ends << ENDS_SHIFT);
        });
        outcomes.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    }

    /** How long after its deadline a call ended. */
    public void late(long millis) {
        lateness.incrementAndGet((int) Math.max(0, Math.min(LATENESS_CEILING, millis)));
    }

    /** Keeps what somebody saw that should not be; the first few for the report. */
    public void remark(String what) {
        if (remarks.size() < MOST_REMARKS) {
            remarks.add(what.length() > REMARK ? what.substring(0, REMARK) + "…" : what);
        }
    }

    public Collection<String> remarks() {
        return remarks;
    }

    // ---- services

    /** A service executes the call of that word; returns its number, -1 for a word that is nobody's. */
    public int executed(CharSequence nonce) {
        int call = nonces.callOf(nonce);
        if (call < 0) {
            strangers.incrementAndGet();
            return -1;
        }
        calls.accumulateAndGet(call, 1, (state, one) -> (state & BYTE) == BYTE ? state : state + one);
        return call;
    }

    // ---- the report

    public int begun() {
        return Math.min(next.get(), calls.length());
    }

    /** The most calls there will be. */
    public int capacity() {
        return calls.length();
    }

    public int executions(int call) {
        return calls.get(call) & BYTE;
    }

    /** Of all calls together, and under words that are nobody's. */
    public long executions() {
        long sum = strangers.get();
        for (int call = 0; call < begun(); call++) {
            sum += executions(call);
        }
        return sum;
    }

    public int ends(int call) {
        return (calls.get(call) >>> ENDS_SHIFT) & BYTE;
    }

    public boolean endedAs(int call, End end) {
        return ((calls.get(call) >>> END_SHIFT) & BYTE) == code(end);
    }

    public Kind kind(int call) {
        int code = (calls.get(call) >>> KIND_SHIFT) & BYTE;
        return Stream.of(Kind.values())
                .filter(kind -> code(kind) == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody began the call " + call));
    }

    /** What the bridge said, and how often. */
    public Map<String, Long> outcomes() {
        Map<String, Long> counts = new TreeMap<>();
        outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
        return counts;
    }

    /** Executions under words that are nobody's: requests that the network damaged. */
    public long strangers() {
        return strangers.get();
    }

    /** The lateness in milliseconds that this share of the calls that failed at their deadline stayed below. */
    public long lateness(double share) {
        long all = 0;
        for (int i = 0; i <= LATENESS_CEILING; i++) {
            all += lateness.get(i);
        }
        long seen = 0;
        for (int i = 0; i <= LATENESS_CEILING; i++) {
            seen += lateness.get(i);
            if (seen >= all * share) {
                return i;
            }
        }
        return LATENESS_CEILING;
    }

    /** All that the ledger says, once callers and services are done. */
    public Report report() {
        return Report.of(this);
    }
}
