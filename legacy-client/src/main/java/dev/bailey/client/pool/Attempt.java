package dev.bailey.client.pool;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.PendingReply;
import dev.bailey.metrics.ServiceMetrics;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one call: waits for a place, is sent, and ends once, on the call's loop, by a reply, a failure or the call's
 * cancellation.
 *
 * @param <C> the connections that carry it
 * @param <R> what it ends with
 */
public abstract class Attempt<C extends PooledConnection, R> extends Waiter<C> {
    private final Call call;
    private final ConnectionPool<C> places;
    private final ServiceMetrics metrics;
    private final PendingReply<R> reply = new PendingReply<>();
    // on the call's loop
    private @Nullable C connection;
    private boolean done;

    protected Attempt(Call call, ConnectionPool<C> places, ServiceMetrics metrics) {
        this.call = call;
        this.places = places;
        this.metrics = metrics;
    }

    protected final Call call() {
        return call;
    }

    /** Any thread. */
    protected abstract Membership<C> membership(C of);

    /** The connection is to carry this. On the connection's loop; it may have closed meanwhile. */
    protected abstract void send(C over);

    /** Nobody waits for this any more. On the connection's loop. */
    protected abstract void giveUp(C over);

    protected abstract R failed(Failure why);

    /** On the call's loop. */
    public final CompletionStage<R> start() {
        call.attemptStarts();
        call.onCancel(this::cancelled);
        if (!done) {
            C free = places.acquire(this);
            if (free != null) {
                acquired(free);
            }
        }
        return reply;
    }

    @Override
    protected final EventLoop loop() {
        return call.loop();
    }

    @Override
    protected final void acquired(C free) {
        if (done) {
            membership(free).giveBack();
            return;
        }
        connection = free;
        call.waitStarts();
        EventLoop other = membership(free).loop();
        if (other.inLoop()) {
            send(free);
        } else {
            // from here on only the other loop knows how far the request has come
            call.delivered(Delivery.UNKNOWN);
            other.execute(() -> send(free));
        }
    }

    @Override
    protected final void refused(Failure why) {
        end(failed(why), Delivery.NOT_SENT);
    }

    private void cancelled() {
        if (done) {
            return;
        }
        C holder = connection;
        if (holder == null) {
            places.withdraw(this);
        } else {
            membership(holder).loop().run(() -> giveUp(holder));
        }
        end(failed(call.cancellation()), call.delivery());
    }

    /** The request is in the socket's hands now. On the connection's loop. */
    public final void handedOver() {
        if (loop().inLoop()) {
            call.delivered(Delivery.UNKNOWN);
        }
    }

    /** The service's answer, or what stands for it. On the connection's loop. */
    public final void answer(R answer) {
        complete(answer, Delivery.ANSWERED);
    }

    /** No answer can be had. On the connection's loop. */
    public final void fail(FailureKind kind, String why, Delivery delivery) {
        complete(failed(new Failure(kind, why, delivery)), delivery);
    }

    /** On the connection's loop. */
    protected final void complete(R end, Delivery delivery) {
        if (loop().inLoop()) {
            end(end, delivery);
        } else {
            loop().execute(() -> end(end, delivery));
        }
    }

    private void end(R end, Delivery delivery) {
        if (done) {
            dropped(end);
            return;
        }
        done = true;
        call.onCancel(holderOf(end));
        if (connection != null) {
            call.serviceWaitEnds();
        }
        call.delivered(delivery);
        metrics.attempted(delivery);
        boolean fits = call.reserve(uncounted(end));
        if (!fits) {
            dropped(end);
        }
        reply.complete(fits ? end : failed(BytesInFlight.refusal().delivered(delivery)));
    }

    /** Who is to be told of a cancellation once this is the attempt's end: nobody, unless it goes on. On the call's loop. */
    protected @Nullable Runnable holderOf(R end) {
        return null;
    }

    /** Nobody will get this. On the call's loop. */
    protected void dropped(R end) {}

    /** Bytes that the answer holds and that were not counted while they came. On the call's loop. */
    protected long uncounted(R end) {
        return 0;
    }
}
