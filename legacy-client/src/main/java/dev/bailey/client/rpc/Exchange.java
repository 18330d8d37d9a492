package dev.bailey.client.rpc;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.client.pool.Attempt;
import dev.bailey.client.pool.ConnectionPool;
import dev.bailey.client.pool.Membership;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;

/**
 * One attempt at one JSON-RPC call. What the connection needs to know of it while it travels is in here too, so that an
 * attempt is one object.
 */
class Exchange extends Attempt<RpcConnection, RpcReply> {
    private final RpcRequest request;

    /** Bailey's own id on the connection, once it is sent; the connection's. */
    long sequence;

    Exchange(RpcRequest request, ConnectionPool<RpcConnection> pool, ServiceMetrics metrics) {
        super(request.call(), pool, metrics);
        this.request = request;
    }

    final RpcRequest request() {
        return request;
    }

    @Override
    protected Membership<RpcConnection> membership(RpcConnection of) {
        return of.membership();
    }

    @Override
    protected void send(RpcConnection over) {
        over.send(this);
    }

    @Override
    protected void giveUp(RpcConnection over) {
        over.giveUp(this);
    }

    @Override
    protected RpcReply failed(Failure why) {
        return new RpcReply.Failed(why);
    }

    @Override
    protected long uncounted(RpcReply end) {
        // a slice keeps the whole of its frame alive
        if (end instanceof RpcReply.Result result) {
            return result.value().array().length;
        }
        return end instanceof RpcReply.ServiceError error
                ? error.error().value().array().length
                : 0;
    }

    /** The notification is written. On the connection's loop. */
    final void accept() {
        complete(RpcReply.accepted(), Delivery.UNKNOWN);
    }
}
