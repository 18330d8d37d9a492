package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import io.netty.channel.Channel;

/** An edge on one event loop. */
interface EdgeLoop {
    EventLoop loop();

    /** Takes a connection that came to this loop. On it. */
    void accept(Channel channel);

    /** The edge's connections on this loop. */
    OpenConnections connections();
}
