package dev.bailey.load.probe;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Kept connections of one block, on the probe's loop; the one that was used last is used next. Those that nobody has used for a
 * second are closed, before the other side does so in the moment of a call.
 */
final class Connections {
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Bootstrap bootstrap;
    private final Optional<SslContext> encryption;
    private final int max;
    private final URI url;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> open = new ArrayList<>();
    private int opening;

    Connections(Bootstrap bootstrap, Optional<SslContext> encryption, int max, URI url) {
        this.bootstrap = bootstrap;
        this.encryption = encryption;
        this.max = max;
        this.url = url;
    }

    /** One that is free now. */
    Optional<Connection> idle(long now) {
        Connection oldest = idle.peekLast();
        if (oldest != null && now - oldest.idleSince() > STALE_NANOS) {
            idle.pollLast().close();
        }
        return Optional.ofNullable(idle.pollFirst());
    }

    void release(Connection connection) {
        idle.addFirst(connection);
    }

    boolean mayOpen() {
        return open.size() + opening < max;
    }

    int opening() {
        return opening;
    }

    /** Opens one; the run is told what came of it. */
    void open(Run run) {
        opening++;
        Connection connection = new Connection(run);
        bootstrap
                .clone()
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        encryption.ifPresent(context -> channel.pipeline().addLast(encrypting(context, channel)));
                        channel.pipeline()
                                .addLast(new HttpResponseDecoder(8192, 65_536, 65_536))
                                .addLast(connection);
                    }
                })
                .connect()
                .addListener(future -> {
                    opening--;
                    if (future.isSuccess()) {
                        open.add(connection);
                        run.opened(connection);
                    } else {
                        run.openFailed();
                    }
                });
    }

    private SslHandler encrypting(SslContext context, SocketChannel channel) {
        return context.newHandler(channel.alloc(), url.getHost(), url.getPort() >= 0 ? url.getPort() : 443);
    }

    void closed(Connection connection) {
        open.remove(connection);
        idle.remove(connection);
    }

    List<Connection> all() {
        return List.copyOf(open);
    }
}
