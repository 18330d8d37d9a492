package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import io.netty.channel.Channel;

/** An edge on one event loop. */
interface EdgeLoop {
    EventLoop loop();

    /** The edge's connections on this loop. */
    OpenConnections connections();

    /** Makes a connection of the edge. On the loop, before anything is read. */
    EdgeConnection begin(Channel channel);
}
