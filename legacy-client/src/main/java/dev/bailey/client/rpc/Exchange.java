package dev.bailey.client.rpc;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.client.pool.Waiter;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one call: waits for a place, is sent, and ends once, on the call's loop, by a reply, a failure or the call's
 * cancellation. What the connection needs to know of it while it travels is in here too, so that an attempt is one object.
 */
final class Exchange extends Waiter<RpcConnection> {
    private final RpcRequest request;
    private final ConnectionPool<RpcConnection> pool;
    private final ServiceMetrics metrics;
    private final CompletableFuture<RpcReply> reply = new CompletableFuture<>();
    // on the call's loop
    private @Nullable RpcConnection connection;
    private boolean done;

    /** Bailey's own id on the connection, once it is sent; the connection's. */
    long sequence;

    Exchange(RpcRequest request, ConnectionPool<RpcConnection> pool, ServiceMetrics metrics) {
        this.request = request;
        this.pool = pool;
        this.metrics = metrics;
    }

    RpcRequest request() {
        return request;
    }

    private Call call() {
        return request.call();
    }

    /** On the call's loop. */
    CompletionStage<RpcReply> start() {
        call().attemptStarts();
        call().onCancel(this::cancelled);
        if (!done) {
            RpcConnection free = pool.acquire(this);
            if (free != null) {
                acquired(free);
            }
        }
        return reply;
    }

    @Override
    protected EventLoop loop() {
        return call().loop();
    }

    @Override
    protected void acquired(RpcConnection free) {
        if (done) {
            free.membership().giveBack();
            return;
        }
        connection = free;
        call().waitStarts();
        EventLoop other = free.membership().loop();
        if (other.inLoop()) {
            free.send(this);
        } else {
            // from here on only the other loop knows how far the request has come
            call().delivered(Delivery.UNKNOWN);
            other.execute(() -> free.send(this));
        }
    }

    @Override
    protected void refused(Failure why) {
        end(new RpcReply.Failed(why), Delivery.NOT_SENT);
    }

    private void cancelled() {
        if (done) {
            return;
        }
        RpcConnection holder = connection;
        if (holder == null) {
            pool.withdraw(this);
        } else {
            holder.membership().loop().run(() -> holder.giveUp(this));
        }
        end(new RpcReply.Failed(call().cancellation()), call().delivery());
    }

    /** The request is in the socket's hands now. On the connection's loop. */
    void handedOver() {
        if (loop().inLoop()) {
            call().delivered(Delivery.UNKNOWN);
        }
    }

    /** The service's answer, or what stands for it. On the connection's loop. */
    void answer(RpcReply answer) {
        complete(answer, Delivery.ANSWERED);
    }

    /** No answer can be had. On the connection's loop. */
    void fail(FailureKind kind, String why, Delivery delivery) {
        complete(new RpcReply.Failed(new Failure(kind, why, delivery)), delivery);
    }

    /** The notification is written. On the connection's loop. */
    void accept() {
        complete(RpcReply.accepted(), Delivery.UNKNOWN);
    }

    private void complete(RpcReply end, Delivery delivery) {
        if (loop().inLoop()) {
            end(end, delivery);
        } else {
            loop().execute(() -> end(end, delivery));
        }
    }

    private void end(RpcReply end, Delivery delivery) {
        if (done) {
            return;
        }
        done = true;
        call().onCancel(null);
        if (connection != null) {
            call().serviceWaitEnds();
        }
        call().delivered(delivery);
        metrics.attempted(delivery);
        reply.complete(end);
    }
}
