package dev.bailey.flow;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Timeout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A flow that is filled from a {@link Tap}, perhaps on another loop than that of its call. Holds no more than {@link #WINDOW}
 * bytes and one read: once so many wait for the subscriber the tap is paused, and so its sender, by the transport's own flow
 * control. Watches for stalls, of whichever side, and tells its call what it waits for.
 *
 * <p>What the tap's side calls is marked so; everything else is on the call's loop.
 */
public final class ByteFlow implements Flow.Publisher<ByteBuffer>, SlowSubscription {
    /** Bytes that wait for the subscriber before the tap is paused; it is resumed at half of that. */
    public static final int WINDOW = 64 * 1024;

    /** Bytes that one flow may hold: the window, a read beyond it, and what its subscriber has in hand. */
    public static final int MOST_HELD = 3 * WINDOW;

    private enum Waiting {
        FOR_NOBODY,
        FOR_SOURCE,
        FOR_SUBSCRIBER
    }

    private final Call call;
    private final EventLoop source;
    private final Tap tap;
    private final Side side;
    private final long stallNanos;
    private final Stall stall = new Stall();

    // on the tap's loop
    private long unacknowledged;
    private boolean paused;

    // on the call's loop
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private boolean delivering;
    private boolean complete;
    private boolean over;
    private @Nullable Failure failure;
    private Waiting waiting = Waiting.FOR_NOBODY;
    private long progressNanos;

    /** Who is at the other end of the tap. */
    public enum Side {
        SERVICE,
        CALLER
    }

    /**
     * A flow that nothing has come of yet.
     *
     * @param source the tap's loop
     * @param stall how long there may be no progress
     */
    public ByteFlow(Call call, EventLoop source, Tap tap, Side side, Duration stall) {
        this.call = call;
        this.source = source;
        this.tap = tap;
        this.side = side;
        this.stallNanos = stall.toNanos();
    }

    // ---- on the tap's loop

    /** Bytes have come; the array is given away. */
    public void offer(byte[] bytes, int from, int to) {
        if (to == from) {
            return;
        }
        unacknowledged += to - from;
        if (unacknowledged >= WINDOW && !paused) {
            paused = true;
            tap.pause();
        }
        ByteBuffer piece = ByteBuffer.wrap(bytes, from, to - from);
        call.loop().run(() -> arrived(piece));
    }

    /** All has come, and it is good. The tap is nobody's concern any more: it may have other things to read. */
    public void complete() {
        if (paused) {
            paused = false;
            tap.resume();
        }
        call.loop().run(this::completed);
    }

    /** There will be no good end. What waits is not passed on any more. */
    public void fail(Failure why) {
        call.loop().run(() -> failed(why));
    }

    private void acknowledged(long bytes) {
        unacknowledged -= bytes;
        if (paused && unacknowledged <= WINDOW / 2) {
            paused = false;
            tap.resume();
        }
    }

    // ---- on the call's loop

    private void arrived(ByteBuffer piece) {
        if (!over) {
            queue.add(piece);
            progress();
            deliver();
        }
    }

    private void completed() {
        complete = true;
        deliver();
    }

    private void failed(Failure why) {
        if (over || failure != null) {
            return;
        }
        failure = why;
        queue.clear();
        deliver();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> whoWants) {
        if (subscriber != null) {
            throw new IllegalStateException("a flow is subscribed to once");
        }
        subscriber = whoWants;
        progress();
        call.loop().schedule(stall, stallNanos);
        whoWants.onSubscribe(this);
        deliver();
    }

    @Override
    public void request(long more) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        progress();
        deliver();
    }

    /** A service that owes the next piece is not excused by it. */
    @Override
    public void taken() {
        if (demand == 0) {
            progress();
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            end();
            abort();
        }
    }

    /** The call is cancelled: for {@link Call#onCancel}. */
    public void callCancelled() {
        if (!over) {
            failed(call.cancellation());
            abort();
        }
    }

    private void abort() {
        source.run(tap::abort);
    }

    /** Hands over what can be, and the end after all of it. Subscribers ask for more from within. */
    private void deliver() {
        Flow.Subscriber<? super ByteBuffer> whoWants = subscriber;
        if (whoWants == null || delivering || over) {
            return;
        }
        delivering = true;
        waits(Waiting.FOR_NOBODY);
        while (!over && demand > 0 && !queue.isEmpty()) {
            ByteBuffer piece = queue.remove();
            int length = piece.remaining();
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            whoWants.onNext(piece);
            acknowledge(length);
        }
        delivering = false;
        settle(whoWants);
    }

    private void acknowledge(int length) {
        if (source.inLoop()) {
            acknowledged(length);
        } else {
            source.execute(() -> acknowledged(length));
        }
    }

    private void settle(Flow.Subscriber<? super ByteBuffer> whoWants) {
        if (over) {
            return;
        }
        Failure why = failure;
        if (why != null) {
            end();
            whoWants.onError(new FailureException(why));
        } else if (complete && queue.isEmpty()) {
            end();
            whoWants.onComplete();
        } else {
            waits(demand == 0 ? Waiting.FOR_SUBSCRIBER : Waiting.FOR_SOURCE);
        }
    }

    private void end() {
        waits(Waiting.FOR_NOBODY);
        over = true;
        queue.clear();
        stall.cancel();
        if (side == Side.SERVICE) {
            call.onCancel(null);
        }
    }

    private void progress() {
        progressNanos = call.loop().nanoTime();
    }

    /** A call waits for one at a time; what its caller sends is the call's wait only until something waits for the service. */
    private void waits(Waiting now) {
        if (now == waiting) {
            return;
        }
        if (waiting != Waiting.FOR_NOBODY) {
            if ((waiting == Waiting.FOR_SOURCE) == (side == Side.SERVICE)) {
                call.serviceWaitEnds();
            } else {
                call.callerWaitEnds();
            }
        }
        waiting = now;
        if (now != Waiting.FOR_NOBODY) {
            call.waitStarts();
        }
    }

    private final class Stall extends Timeout {
        @Override
        protected void expire() {
            long quiet = call.loop().nanoTime() - progressNanos;
            if (quiet < stallNanos) {
                call.loop().schedule(this, stallNanos - quiet);
                return;
            }
            boolean serviceStalls = (demand > 0) == (side == Side.SERVICE);
            FailureKind kind = serviceStalls ? FailureKind.TIMEOUT : FailureKind.CLIENT_GONE;
            String why = serviceStalls
                    ? "the service stopped in the middle of the call, and nothing moved for the stallTimeout"
                    : "the caller stopped in the middle of the call, and nothing moved for the stallTimeout";
            failed(new Failure(kind, why, Delivery.ANSWERED));
            abort();
        }
    }
}
