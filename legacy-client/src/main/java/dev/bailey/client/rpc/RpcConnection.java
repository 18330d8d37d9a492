package dev.bailey.client.rpc;

import dev.bailey.client.pool.Membership;
import dev.bailey.client.pool.PooledConnection;

/** A connection that carries exchanges. Everything but {@link #membership} happens on its loop. */
interface RpcConnection extends PooledConnection {

    /** Its standing in the pool; any thread. */
    Membership<RpcConnection> membership();

    /**
     * Sends the request of an exchange that has a place here, and completes the exchange in the end, once, unless it is given
     * up before. The connection may have closed meanwhile: then the exchange fails at once, not sent.
     */
    void send(Exchange exchange);

    /** The same for an exchange that has the connection to itself, and whose result may flow. */
    void sendFlow(FlowExchange exchange);

    /** Nobody waits for this exchange any more: it is not to be completed. What comes for it is dropped. */
    void giveUp(Exchange exchange);
}
