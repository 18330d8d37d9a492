package dev.bailey.vertx;

import dev.bailey.config.ListenAddress;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DuplexChannelConfig;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sockets on which an edge listens, TCP and Unix. Connections are dealt out to all event loops of a Vertx in turn; there is
 * no thread that only accepts. Thread-safe.
 */
final class Listeners {
    private static final long SELECTED_MILLIS = 5;
    private static final int BACKLOG = 1024;

    private final VertxInternal vertx;
    private final Consumer<Channel> accept;
    private final List<Channel> open = new CopyOnWriteArrayList<>();
    private final List<Path> files = new CopyOnWriteArrayList<>();

    /**
     * @param accept takes each connection, on its loop and before anything is read from it
     */
    Listeners(Vertx vertx, Consumer<Channel> accept) {
        this.vertx = (VertxInternal) vertx;
        this.accept = accept;
    }

    /** Listens on all addresses, or on none; tells the port where any was asked for. */
    CompletionStage<List<ListenAddress>> open(List<ListenAddress> addresses) {
        CompletionStage<List<ListenAddress>> all = CompletableFuture.completedFuture(List.of());
        for (ListenAddress address : addresses) {
            all = all.thenCompose(before -> open(address).thenApply(real -> append(before, real)));
        }
        return all.whenComplete((real, failed) -> {
            if (failed != null) {
                close();
            }
        });
    }

    private static List<ListenAddress> append(List<ListenAddress> list, ListenAddress last) {
        List<ListenAddress> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    private CompletionStage<ListenAddress> open(ListenAddress address) {
        if (address instanceof ListenAddress.Unix unix) {
            Path file = Path.of(unix.path());
            SocketFile.removeStale(file);
            return bind(unixAddress(unix), true).thenApply(channel -> {
                files.add(file);
                return address;
            });
        }
        ListenAddress.Tcp tcp = (ListenAddress.Tcp) address;
        return bind(new InetSocketAddress(tcp.host(), tcp.port()), false)
                .thenApply(channel ->
                        new ListenAddress.Tcp(tcp.host(), ((InetSocketAddress) channel.localAddress()).getPort()));
    }

    private SocketAddress unixAddress(ListenAddress.Unix unix) {
        return vertx.transport().convert(io.vertx.core.net.SocketAddress.domainSocketAddress(unix.path()));
    }

    private CompletionStage<Channel> bind(SocketAddress address, boolean unix) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(vertx.nettyEventLoopGroup())
                .channelFactory(channels(unix))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        allowHalfClosure(channel);
                        accept.accept(channel);
                    }
                });
        if (!unix) {
            bootstrap
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true);
        }
        CompletableFuture<Channel> bound = new CompletableFuture<>();
        bootstrap.bind(address).addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                open.add(done.channel());
                bound.complete(done.channel());
            } else {
                bound.completeExceptionally(done.cause());
            }
        });
        return bound;
    }

    private ChannelFactory<? extends ServerChannel> channels(boolean unix) {
        return unix && !vertx.isNativeTransportEnabled()
                ? () -> new UnixServerChannel(BACKLOG)
                : vertx.transport().serverChannelFactory(unix);
    }

    /** Without it a caller's FIN would close the connection under its answer. */
    private static void allowHalfClosure(Channel channel) {
        // as a channel option, Netty's Unix sockets do not know it; ours need no permission
        if (channel.config() instanceof DuplexChannelConfig config) {
            config.setAllowHalfClosure(true);
        }
    }

    /** Accepts nobody any more; connections that are open stay so. */
    CompletionStage<Void> close() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Channel channel : open) {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            // Java really closes a listening socket when its selector next selects, which a timer waits for.
            channel.close().addListener(done -> channel.eventLoop()
                    .schedule(() -> closed.complete(null), SELECTED_MILLIS, TimeUnit.MILLISECONDS));
            all.add(closed);
        }
        files.forEach(SocketFile::remove);
        return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]));
    }
}
