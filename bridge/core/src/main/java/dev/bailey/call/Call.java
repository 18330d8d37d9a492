package dev.bailey.call;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the bridge: its deadline, its cancellation, its phases and its one outcome.
 *
 * <p>A call belongs to one {@link EventLoop}; everything here happens there, save {@link #cancel} and {@link #end}, which any
 * thread may call. Both are decided by compare-and-set: the first end is the end, later ones change nothing.
 */
public final class Call {
    /** The call has not gone to any of several addresses yet. */
    public static final int NO_ADDRESS = -1;

    private static final VarHandle OUTCOME;
    private static final VarHandle CANCELLATION;
    private static final VarHandle RESERVED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            OUTCOME = lookup.findVarHandle(Call.class, "outcome", Outcome.class);
            CANCELLATION = lookup.findVarHandle(Call.class, "cancellation", Failure.class);
            RESERVED = lookup.findVarHandle(Call.class, "reserved", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long RELEASED = -1;

    /** No more than a tenth of the timeout may be over at the start, or the service did not have the whole of it. */
    private static final int MOST_OF_IT_WAITED = 10;

    private final EventLoop loop;
    private final long startNanos;
    private CallObserver observer = CallObserver.NONE;
    private @Nullable Runnable cancelHook;
    private @Nullable DeadlineTimeout deadline;
    private long callerLimitNanos = Long.MAX_VALUE;
    private boolean deadlineFromStart;
    private boolean wholeTimeout;
    private long callerWaitNanos;
    private long serviceWaitNanos;
    private long waitingSince;
    private int attempts;
    private int address = NO_ADDRESS;
    private Delivery delivery = Delivery.NOT_SENT;
    private boolean perhapsDelivered;
    private String detail = "";
    private boolean callerTakesFlow;
    private boolean flowAllowed;
    private @Nullable BytesInFlight bytes;
    private volatile long reserved;
    private volatile long endNanos;
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable Failure cancellation;

    private Call(EventLoop loop) {
        this.loop = loop;
        this.startNanos = loop.nanoTime();
    }

    /** A call that starts now, on the loop that it will stay on. */
    public static Call on(EventLoop loop) {
        return new Call(loop);
    }

    public EventLoop loop() {
        return loop;
    }

    /** Who learns of the end; set by the route once it is known. */
    public void observer(CallObserver newObserver) {
        observer = newObserver;
    }

    /** A second one to learn of the end, after the first. */
    public void alsoTell(CallObserver another) {
        observer = observer.and(another);
    }

    // ---- flow

    /** Says, before the call is set on its way, that its caller could be answered bit by bit, and so that it can tell a cut. */
    public void callerTakesFlow() {
        callerTakesFlow = true;
    }

    /** Lets the answer flow if the caller can take that: the route says so. */
    public void allowFlow() {
        flowAllowed = callerTakesFlow;
    }

    /** Whether the answer may flow instead of being whole; then the call has a connection to the service of its own. */
    public boolean mayFlow() {
        return flowAllowed;
    }

    // ---- deadline

    /**
     * What the caller itself allows; may lower the route's timeout, never raise it. To be said before {@link #startDeadline}.
     */
    public void callerAllows(long nanos) {
        callerLimitNanos = Math.min(callerLimitNanos, Math.max(0, nanos));
    }

    /** Lets the deadline count from the call's start, however late the call is set on its way: it is one of a batch. */
    public void deadlineCountsFromStart() {
        deadlineFromStart = true;
    }

    /**
     * Starts the deadline, once the whole request is here: it ends after {@code timeoutNanos}, or sooner if the caller said so.
     */
    public void startDeadline(long timeoutNanos) {
        long now = loop.nanoTime();
        long from = deadlineFromStart ? startNanos : now;
        wholeTimeout = callerLimitNanos >= timeoutNanos && now - from <= timeoutNanos / MOST_OF_IT_WAITED;
        deadline = new DeadlineTimeout(this, from + Math.min(timeoutNanos, callerLimitNanos));
        loop.schedule(deadline, deadline.atNanos - now);
    }

    /** Stops the deadline: an answer came, or what follows has a bound of its own. */
    public void stopDeadline() {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    /** What is left until the deadline, zero or less when it has passed; empty before the deadline is known. */
    public OptionalLong remainingNanos() {
        return deadline == null ? OptionalLong.empty() : OptionalLong.of(deadline.atNanos - loop.nanoTime());
    }

    /**
     * Whether the service had the whole of the route's timeout. Otherwise, when the deadline passes, that tells nothing of the
     * service: the caller asked for less, or the call had waited for its turn in a batch.
     */
    public boolean hasWholeTimeout() {
        return wholeTimeout;
    }

    // ---- cancellation

    /**
     * Names what to do when the call is cancelled; replaces what was named before, for only one party holds the call at a
     * time. Runs at once when the call is cancelled already. The holder must then complete its reply promptly with
     * {@code Failed(cancellation())}.
     */
    public void onCancel(@Nullable Runnable hook) {
        if (hook != null && cancellation != null) {
            // a cancellation from another thread may still be on its way to the hook before this one
            cancelHook = null;
            hook.run();
        } else {
            cancelHook = hook;
        }
    }

    /**
     * Gives up the call: the deadline passed or the caller is gone. Any thread; the first reason stays, and nothing happens
     * once the call has ended: what the hook would act on may serve another call by then.
     */
    public void cancel(Failure why) {
        if (outcome == null && CANCELLATION.compareAndSet(this, null, why)) {
            loop.run(this::runCancelHook);
        }
    }

    private void runCancelHook() {
        stopDeadline();
        Runnable hook = cancelHook;
        cancelHook = null;
        if (hook != null) {
            hook.run();
        }
    }

    public boolean isCancelled() {
        return cancellation != null;
    }

    /**
     * Why the call was cancelled.
     *
     * @throws IllegalStateException if it was not
     */
    public Failure cancellation() {
        Failure why = cancellation;
        if (why == null) {
            throw new IllegalStateException("the call is not cancelled");
        }
        return why.delivered(delivery);
    }

    // ---- phases

    /** Marks that the bridge now waits for somebody else: the caller's body or the service. */
    public void waitStarts() {
        waitingSince = loop.nanoTime();
    }

    /** The caller's body has come. */
    public void callerWaitEnds() {
        callerWaitNanos += loop.nanoTime() - waitingSince;
    }

    /** The service has answered, or failed to. */
    public void serviceWaitEnds() {
        serviceWaitNanos += loop.nanoTime() - waitingSince;
    }

    /** Another call, which this one stood for, waited so long for its service. */
    public void serviceWaitWas(long nanos) {
        serviceWaitNanos = nanos;
    }

    public long serviceWaitNanos() {
        return serviceWaitNanos;
    }

    /** Time from the start to the end, or until now. */
    public long elapsedNanos() {
        return (outcome == null ? loop.nanoTime() : endNanos) - startNanos;
    }

    /** What the bridge itself cost: {@link #elapsedNanos} less waiting for the service and for the caller. */
    public long overheadNanos() {
        return Math.max(0, elapsedNanos() - serviceWaitNanos - callerWaitNanos);
    }

    // ---- delivery

    /** An attempt begins: nothing of it is sent yet. */
    public void attemptStarts() {
        perhapsDelivered |= delivery == Delivery.UNKNOWN;
        attempts++;
        delivery = Delivery.NOT_SENT;
    }

    /** What is known now of the current attempt. */
    public void delivered(Delivery known) {
        delivery = known;
    }

    /** What is known of the current attempt. */
    public Delivery delivery() {
        return delivery;
    }

    /** What is known of all attempts together: one that may have reached the service stays so, whatever follows. */
    public Delivery reached() {
        return delivery == Delivery.NOT_SENT && perhapsDelivered ? Delivery.UNKNOWN : delivery;
    }

    /** The attempt goes to this one of the service's addresses. */
    public void goesTo(int index) {
        address = index;
    }

    /** Which of the service's addresses the last attempt went to, or {@link #NO_ADDRESS}. */
    public int address() {
        return address;
    }

    public int attempts() {
        return attempts;
    }

    // ---- bytes

    /** Where the bytes that come for this call are counted from now on; nowhere unless said. To be said once. */
    public void countBytes(BytesInFlight process) {
        bytes = process;
    }

    /**
     * Reserves room for bytes that have come for this call, from its caller or its service. They are given back when the call
     * ends, and only then. On the call's loop.
     *
     * @return false when the process holds too many already: then fail with {@link BytesInFlight#refusal}
     */
    public boolean reserve(long more) {
        BytesInFlight process = bytes;
        if (process == null) {
            return true;
        }
        if (!process.tryReserve(more)) {
            return false;
        }
        long held = reserved;
        if (held == RELEASED || !RESERVED.compareAndSet(this, held, held + more)) {
            // the call ended, perhaps on another thread and just now: nobody else would give these back
            process.release(more);
        }
        return true;
    }

    private void releaseBytes() {
        // first this: what was written before it on the loop is seen on the thread that ends the call
        long held = (long) RESERVED.getAndSet(this, RELEASED);
        BytesInFlight process = bytes;
        if (held > 0 && process != null) {
            process.release(held);
        }
    }

    // ---- end

    /**
     * Ends the call. Any thread.
     *
     * @return whether this was the end; false when the call had ended before
     */
    public boolean end(Outcome result) {
        if (outcome != null) {
            return false;
        }
        long now = loop.nanoTime();
        if (!OUTCOME.compareAndSet(this, null, result)) {
            return false;
        }
        endNanos = now;
        releaseBytes();
        observer.ended(this);
        return true;
    }

    public boolean hasEnded() {
        return outcome != null;
    }

    /**
     * The outcome.
     *
     * @throws IllegalStateException while the call goes on
     */
    public Outcome outcome() {
        Outcome result = outcome;
        if (result == null) {
            throw new IllegalStateException("the call has not ended");
        }
        return result;
    }

    /** Explains, for the log, why the call will not end well. */
    public void explain(String why) {
        detail = why;
    }

    /** Explains the outcome; empty when there is nothing to explain. */
    public String detail() {
        return detail;
    }

    private static final class DeadlineTimeout extends Timeout {
        private final Call call;
        private final long atNanos;

        DeadlineTimeout(Call call, long atNanos) {
            this.call = call;
            this.atNanos = atNanos;
        }

        @Override
        protected void expire() {
            call.cancel(FailureKind.TIMEOUT.because("the deadline of the call passed"));
        }
    }
}
